import type { Observing } from '../../gather/probe.ts';
import { knockPlainly, visitFirstPage } from './first-page.ts';
import { Laboratory } from './laboratory.ts';
import { lanesOf } from './lanes.ts';
import { waitsOf } from './order.ts';
import type { Numbered } from './rows-of-requests.ts';
import { Seen } from './seen.ts';
import { Standing } from './standing.ts';
import { stepsOf } from './steps-of.ts';
import { takeJourney, type Journey, type Rows, type Taking } from './take-journey.ts';
import { searchSecrets, tellJourney, type Told } from './tell-journey.ts';
import { trackerRows } from './tracker-rows.ts';
import { Turns } from './turns.ts';
import { Ways, type Added } from './variations/ways.ts';
import { unknownNames, wordsOf } from './words.ts';

/** A part of the product that is opened in a browser. */
export interface WebPart {
  readonly id: string;
  readonly url: string;
}

/** What all journeys of a part share. */
export interface Visit {
  readonly part: WebPart;
  readonly observing: Observing;
  readonly laboratory: Laboratory;
  readonly benchHosts: readonly string[];
  readonly journeys: readonly Journey[];
}

/** Takes every journey of a part, each in a fresh browser and different people side by side, and tells what was seen. */
export async function observePart(part: WebPart, observing: Observing): Promise<Rows> {
  const laboratory = new Laboratory(observing, new URL(part.url));
  const journeys = observing.declaration.ixit.journeys.filter((journey) => journey.part === part.id);
  const benchHosts = observing.bench.ownHosts ?? [];
  const visit: Visit = { part, observing, laboratory, benchHosts, journeys };
  try {
    const opened = Promise.all([visitFirstPage(visit), knockPlainly(visit)]);
    opened.catch(() => undefined);
    const told = await takeAll(visit);
    const everything = [...(await opened).filter((one) => one !== undefined), ...told];
    const all: readonly Numbered[] = everything.flatMap(({ all: asked }) => asked);
    const compared = await trackerRows(visit, all);
    return joined([...everything.map(({ rows }) => rows), searchSecrets(part.id, all, benchHosts), compared]);
  } finally {
    await laboratory.close();
  }
}

// What was seen stands in the order of the declaration, whichever journey came to its end first.
async function takeAll(visit: Visit): Promise<readonly Told[]> {
  const { observing, journeys } = visit;
  const textOf = (words: string) =>
    unknownNames(words, observing).length > 0 ? words : wordsOf(words, observing).text;
  let taken = 0;
  const progress = (journey: Journey) => {
    observing.progress(taken++ / journeys.length, journey.id);
  };
  const lanes = lanesOf(journeys, textOf).map((lane) => takeLane(visit, lane, progress));
  const told = new Map((await Promise.all(lanes)).flat());
  return journeys.flatMap(({ id }) => told.get(id) ?? []);
}

/** Takes the journeys of the same people, each after those it waits for; where they stand goes from one to the next. */
async function takeLane(
  visit: Visit,
  lane: readonly Journey[],
  progress: (journey: Journey) => void,
): Promise<readonly (readonly [string, Told])[]> {
  const turns = new Turns();
  const ways = new Ways(visit, lane, turns);
  let people = new Standing();
  const take = async (journey: Journey): Promise<readonly [Journey, Told, Added]> => {
    const standing = journey.role === 'visitor' ? new Standing() : new Standing(people.phase, people.sharing);
    const taken = await turns.beside(() => {
      progress(journey);
      ways.begin(journey);
      return takeOne(visit, journey, standing);
    });
    const added = await ways.add(journey, taken);
    // Who only looked has not changed where the family stands.
    if (standing.phase === 'after-consent' || standing.phase === 'after-withdrawal') people = standing;
    return [journey, taken, added];
  };
  const ended = new Map<Journey, ReturnType<typeof take>>();
  for (const [journey, waits] of waitsOf(lane, visit.journeys))
    ended.set(
      journey,
      Promise.all(waits.flatMap((other) => ended.get(other) ?? [])).then(() => take(journey)),
    );
  const told = await Promise.all(ended.values());
  const whole = await Promise.all(
    told.map(async ([{ id }, taken, { rows, later }]) => {
      const parts = [rows, ...(await Promise.all(later))];
      return [id, { ...taken, rows: { ...joined(parts), whole: rows.whole !== false } }] as const;
    }),
  );
  const left = await ways.leave(told.map(([, taken]) => taken));
  return whole.map(([id, one], at) => [id, at > 0 ? one : { ...one, rows: joined([one.rows, left]) }] as const);
}

/** Takes one journey as it is declared. */
export async function takeOne(visit: Visit, journey: Journey, standing: Standing): Promise<Told> {
  const { observing, laboratory, part, benchHosts } = visit;
  const room = await laboratory.room();
  const startedAt = new Date();
  const steps = stepsOf(journey, visit.journeys);
  const seen = new Seen(journey, part.url, steps.length - journey.steps.length);
  const taking: Taking = {
    ...{ journey, steps, context: room.context, page: room.page, recording: room.recording, standing },
    ...{ origin: part.url, folder: laboratory.folder, observing, told: true },
    before: (_, step, find) => seen.before(step, find, { number: room.recording.moment.step, observing }),
    look: (page, step) => seen.look(page, step, room.recording.moment.step),
  };
  try {
    const taken = await takeJourney(taking);
    const follow = observing.parameters['followLinks'] === true && journey.role === 'child';
    const endedAt = taken.page.url();
    const browser = await laboratory.browser();
    const told = await tellJourney({ room, browser, taking, taken, startedAt, benchHosts });
    const { notices, controls, filled } = seen;
    room.close();
    const links = follow ? await seen.links.follow(laboratory) : [];
    return { ...told, endedAt, rows: { ...told.rows, notices, controls, filled, links } };
  } finally {
    room.close();
  }
}

const tables = [
  ...['journeys', 'steps', 'requests', 'documents', 'cookies', 'stored', 'entered', 'sightings', 'tokens', 'fields'],
  ...['controls', 'notices', 'links', 'injections', 'secrets', 'scripts', 'trackers', 'aliases', 'trackerLists'],
  ...['resumptions', 'messages', 'filled', 'accounts'],
] as const;

function joined(parts: readonly Partial<Rows>[]): Rows {
  const rows = tables.map((name) => [name, parts.flatMap((part): readonly unknown[] => listIn(part, name))] as const);
  const all = Object.fromEntries(rows) as unknown as Omit<Rows, 'whole'>;
  return { ...all, whole: parts.every(({ whole }) => whole !== false) };
}

const listIn = (part: Partial<Rows>, name: string): readonly unknown[] =>
  ((part as Readonly<Record<string, unknown>>)[name] as readonly unknown[] | undefined) ?? [];
