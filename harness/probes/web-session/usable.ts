import type { Page } from 'puppeteer-core';
import type { JourneyStep } from '../../../schemas/types.ts';
import { findControl, type Control } from './control.ts';
import type { Recording } from './recording.ts';
import { comeToRest, rest } from './rest.ts';

/** Until when a control is waited for (performance.now), and what tells whether the page is still coming. */
export interface Wanted {
  readonly until: number;
  readonly recording?: Recording | undefined;
}

/**
 * The control that a step names, once the page that shows it has come: a control that is there before the script of its
 * page would be used by nobody so early, and do nothing or something else.
 * @throws Stopped as findControl does
 */
export async function usableControl(page: Page, step: JourneyStep, { until, recording }: Wanted): Promise<Control> {
  const control = await findControl(page, step, until);
  if (recording === undefined || recording.isStill()) return control;
  await comeToRest(page, recording, rest);
  return findControl(page, step, until);
}
