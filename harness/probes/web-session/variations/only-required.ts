import type { PageElement } from '../in-page.ts';
import { findControl } from '../control.ts';
import type { Visit } from '../family.ts';
import { stepsOf } from '../steps-of.ts';
import { isAct, type Journey, type Rows } from '../take-journey.ts';
import type { JourneyStep } from '../../../../schemas/types.ts';
import type { Told } from '../tell-journey.ts';
import { another, vary } from './vary.ts';

/** Takes a journey of signing up, profile or play with nothing entered but what its forms demand. */
export async function onlyRequired(visit: Visit, journey: Journey, told: Told): Promise<Rows['journeys']> {
  const [plain] = told.rows.journeys ?? [];
  if (plain === undefined) return [];
  const name = 'only-required';
  // Where everything is demanded, the journey as it is declared shows it already.
  if ((told.rows.filled ?? []).every(({ required }) => required))
    return [{ ...plain, id: `${journey.id}/${name}`, variation: name, of: journey.id }];
  const typed = journey.kind === 'sign-up' ? { typed: another('less') } : {};
  const steps = stepsOf(journey, visit.journeys).map(forgiving);
  return [(await vary({ visit, journey, steps, name, change: { ...typed, without: optional } })).row];
}

// Words that answer what was not entered do not come.
const forgiving = (step: JourneyStep): JourneyStep =>
  isAct(step) || step.marks !== undefined ? step : { ...step, optional: true, seconds: 1 };

const optional: NonNullable<Parameters<typeof vary>[0]['change']['without']> = async (page, step) => {
  if (step.fill === undefined && step.choose === undefined) return false;
  const control = await findControl(page, step, performance.now() + 3000);
  return !(await control.evaluate(demanded).catch(() => true));
};

/** Whether a control says that its form is refused without it. Runs in the page. */
export const demanded = (element: PageElement): boolean =>
  element.required === true || element.getAttribute('aria-required') === 'true' || element.closest('form') === null;
