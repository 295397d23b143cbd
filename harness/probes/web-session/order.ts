import { stepsOf } from './steps-of.ts';
import type { Mark } from './standing.ts';
import type { Journey } from './take-journey.ts';

/**
 * The journeys that must have ended before each one begins, for journeys of the same people in the order in which they are
 * declared. One that changes what the people agreed to, share or have at all runs alone: it waits for all above it, and all
 * below wait for it. Between two of those a journey waits for the ones that it names in `after`, and for all above it where
 * it says nothing. So whoever stands where follows from the declaration, and never from which page was faster.
 */
export function waitsOf(lane: readonly Journey[], all: readonly Journey[]): ReadonlyMap<Journey, readonly Journey[]> {
  const alone = new Set(lane.filter((journey) => changesMuch(journey, all)));
  return new Map(
    lane.map((journey, index) => {
      const { after } = journey;
      const above = lane.slice(0, index);
      if (after === undefined || alone.has(journey)) return [journey, above];
      return [journey, above.filter((other) => alone.has(other) || after.includes(other.id))];
    }),
  );
}

const changesMuch = (journey: Journey, all: readonly Journey[]): boolean =>
  stepsOf(journey, all).some(({ marks = [] }) => marks.some((mark) => changing.has(mark)));

const changing: ReadonlySet<Mark> = new Set([
  ...(['consent-given', 'consent-withdrawn', 'sharing-allowed', 'sharing-ended', 'deleted'] as const),
]);
