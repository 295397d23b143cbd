import type { Observing } from '../../gather/probe.ts';
import { visitFirstPage } from './first-page.ts';
import { Laboratory } from './laboratory.ts';
import type { Numbered } from './rows-of-requests.ts';
import { Seen } from './seen.ts';
import { Standing } from './standing.ts';
import { stepsOf } from './steps-of.ts';
import { takeJourney, type Journey, type Rows, type Taking } from './take-journey.ts';
import { searchSecrets, tellJourney, type Told } from './tell-journey.ts';
import { trackerRows } from './tracker-rows.ts';
import { Ways } from './variations/ways.ts';

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

/** Takes every journey of a part, each in a fresh browser, and tells what was seen. */
export async function observePart(part: WebPart, observing: Observing): Promise<Rows> {
  const laboratory = new Laboratory(observing, new URL(part.url));
  const journeys = observing.declaration.ixit.journeys.filter((journey) => journey.part === part.id);
  const benchHosts = observing.bench.ownHosts ?? [];
  const visit: Visit = { part, observing, laboratory, benchHosts, journeys };
  try {
    const first = visitFirstPage(visit);
    first.catch(() => undefined);
    const told = await takeAll(visit);
    const everything = [await first, ...told];
    const all: readonly Numbered[] = everything.flatMap(({ all: asked }) => asked);
    const compared = await trackerRows(visit, all);
    return joined([...everything.map(({ rows }) => rows), searchSecrets(part.id, all, benchHosts), compared]);
  } finally {
    await laboratory.close();
  }
}

async function takeAll(visit: Visit): Promise<readonly Told[]> {
  const { observing, journeys } = visit;
  const told: Told[] = [];
  const ways = new Ways(visit);
  let family = new Standing();
  for (const [index, journey] of journeys.entries()) {
    observing.progress(index / journeys.length, journey.id);
    const standing = journey.role === 'visitor' ? new Standing() : new Standing(family.phase, family.sharing);
    const taken = await takeOne(visit, journey, standing);
    told.push({ ...taken, rows: await ways.add(journey, taken) });
    // Who only looked has not changed where the family stands.
    if (standing.phase === 'after-consent' || standing.phase === 'after-withdrawal') family = standing;
  }
  return told;
}

/** Takes one journey as it is declared. */
export async function takeOne(visit: Visit, journey: Journey, standing: Standing): Promise<Told> {
  const { observing, laboratory, part, benchHosts } = visit;
  const room = await laboratory.room();
  const startedAt = new Date();
  const steps = stepsOf(journey, visit.journeys);
  const seen = new Seen(journey, part.url, steps.length - journey.steps.length);
  const taking: Taking = {
    ...{ journey, steps, context: room.context, recording: room.recording, standing },
    ...{ origin: part.url, folder: laboratory.folder, observing, pictures: true },
    before: (page, step, until) => seen.before(page, step, { until, number: room.recording.moment.step, observing }),
    look: (page, step) => seen.look(page, step, room.recording.moment.step),
  };
  try {
    const taken = await takeJourney(taking);
    const follow = observing.parameters['followLinks'] === true && journey.role === 'child';
    const endedAt = taken.page.url();
    const browser = await laboratory.browser();
    const told = await tellJourney({ room, browser, taking, taken, startedAt, benchHosts });
    const { notices, controls, filled } = seen;
    const links = follow ? await seen.links.follow(await laboratory.room()) : [];
    return { ...told, endedAt, rows: { ...told.rows, notices, controls, filled, links } };
  } finally {
    await room.close();
  }
}

const tables = [
  ...['journeys', 'steps', 'requests', 'documents', 'cookies', 'stored', 'entered', 'sightings', 'tokens', 'fields'],
  ...['controls', 'notices', 'links', 'injections', 'secrets', 'scripts', 'trackers', 'aliases', 'trackerLists'],
  ...['resumptions', 'messages', 'filled'],
] as const;

function joined(parts: readonly Partial<Rows>[]): Rows {
  const rows = tables.map((name) => [name, parts.flatMap((part): readonly unknown[] => listIn(part, name))] as const);
  const all = Object.fromEntries(rows) as unknown as Omit<Rows, 'whole'>;
  return { ...all, whole: parts.every(({ whole }) => whole !== false) };
}

const listIn = (part: Partial<Rows>, name: string): readonly unknown[] =>
  ((part as Readonly<Record<string, unknown>>)[name] as readonly unknown[] | undefined) ?? [];
