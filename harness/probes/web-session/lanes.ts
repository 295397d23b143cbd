import { stepsOf } from './steps-of.ts';
import type { Journey } from './take-journey.ts';

/**
 * Journeys of different people, which may be taken at the same time, while those of the same people stay in their order.
 * A visitor is somebody else only where the journey shows it: by an address of electronic mail that no other people enter,
 * or by entering nothing at all. All the rest belongs to the family, and so does whoever begins with a journey of it.
 * `textOf` puts the values of the bench into what a step types.
 */
export function lanesOf(
  journeys: readonly Journey[],
  textOf: (words: string) => string,
): readonly (readonly Journey[])[] {
  let lanes: readonly Lane[] = [];
  for (const journey of journeys) {
    const people = peopleIn(journey, { all: journeys, textOf });
    const [same, others] = [lanes.filter(meets(people)), lanes.filter((lane) => !meets(people)(lane))];
    const joined = new Set([...same.flatMap((lane) => [...lane.people]), ...people]);
    lanes = [...others, { people: joined, journeys: [...same.flatMap((lane) => lane.journeys), journey] }];
  }
  const place = new Map(journeys.map(({ id }, index) => [id, index]));
  const inOrder = (one: Journey, other: Journey) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0);
  return lanes.map((lane) => lane.journeys.toSorted(inOrder));
}

interface Lane {
  readonly people: ReadonlySet<string>;
  readonly journeys: readonly Journey[];
}

const meets =
  (people: readonly string[]) =>
  (lane: Lane): boolean =>
    people.some((one) => lane.people.has(one));

const family = 'the family';

interface Given {
  readonly all: readonly Journey[];
  readonly textOf: (words: string) => string;
}

/** By what the people of a journey are known: addresses that they enter, and journeys with which they begin. */
function peopleIn(journey: Journey, { all, textOf }: Given): readonly string[] {
  const entered = stepsOf(journey, all).flatMap(({ with: words }) => (words === undefined ? [] : [textOf(words)]));
  const addresses = entered.filter((words) => words.includes('@')).map((words) => words.toLowerCase());
  const begun = journey.begins === undefined ? [] : [`journey ${journey.begins}`];
  const own = [`journey ${journey.id}`, ...begun, ...addresses];
  const isApart = journey.role === 'visitor' && (addresses.length > 0 || entered.length === 0);
  return isApart ? own : [...own, family];
}
