import type { JourneyStep } from '../../../schemas/types.ts';
import type { Journey } from './take-journey.ts';

/** The steps of a journey after those of the one it begins with. @throws Error where journeys begin with each other */
export function stepsOf(journey: Journey, all: readonly Journey[], depth = 0): readonly JourneyStep[] {
  if (depth > 10) throw new Error(`the journey ${journey.id} begins with itself`);
  const begins = all.find(({ id }) => id === journey.begins);
  return [...(begins === undefined ? [] : stepsOf(begins, all, depth + 1)), ...journey.steps];
}
