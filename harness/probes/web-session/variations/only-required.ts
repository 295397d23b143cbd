import type { PageElement } from '../in-page.ts';
import { findControl } from '../control.ts';
import type { Visit } from '../family.ts';
import { stepsOf } from '../steps-of.ts';
import { isAct, type Journey, type Rows } from '../take-journey.ts';
import type { JourneyStep } from '../../../../schemas/types.ts';
import type { Told } from '../tell-journey.ts';
import type { Words } from '../words.ts';
import { vary } from './vary.ts';

const name = 'only-required';

/** The row of a journey that enters what its forms demand and nothing else as it is declared; undefined where it does not. */
export function asDeclared(journey: Journey, { rows }: Told): Rows['journeys'][number] | undefined {
  const [plain] = rows.journeys ?? [];
  return plain !== undefined && (rows.filled ?? []).every(({ required }) => required)
    ? { ...plain, id: `${journey.id}/${name}`, variation: name, of: journey.id }
    : undefined;
}

/** Takes a journey of signing up, consent, profile or play with nothing entered but what its forms demand. */
export async function onlyRequired(
  visit: Visit,
  journey: Journey,
  typed?: (words: Words) => string,
): Promise<Rows['journeys'][number]> {
  const steps = stepsOf(journey, visit.journeys).map(forgiving);
  const change = { without: optional, ...(typed && { typed }) };
  return (await vary({ visit, journey, steps, name, change })).row;
}

// Words that answer what was not entered do not come.
const forgiving = (step: JourneyStep): JourneyStep =>
  isAct(step) || step.marks !== undefined ? step : { ...step, optional: true, seconds: 1 };

const optional: NonNullable<Parameters<typeof vary>[0]['change']['without']> = async (page, step) => {
  if (step.fill === undefined && step.choose === undefined) return false;
  const control = await findControl(page, step, performance.now() + (step.seconds ?? 10) * 1000);
  return !(await control.evaluate(demanded).catch(() => true));
};

/** Whether a control says that its form is refused without it. Runs in the page. */
export const demanded = (element: PageElement): boolean =>
  element.required === true || element.getAttribute('aria-required') === 'true' || element.closest('form') === null;
