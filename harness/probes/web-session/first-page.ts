import { pause } from './at-most.ts';
import type { Visit } from './family.ts';
import { Standing } from './standing.ts';
import { takeJourney, type Journey, type Taking } from './take-journey.ts';
import { tellJourney, type Told } from './tell-journey.ts';

/** So long nothing happens on a page that has come to rest, and so long it is waited for (milliseconds). */
const patience = { quiet: 2500, most: 60_000 };

/** Opens the first page in an empty browser, presses nothing, and waits until it has come to rest. */
export const visitFirstPage = (visit: Visit): Promise<Told> =>
  open(visit, { name: 'first-page', url: visit.part.url, lingers: true });

/** Asks for the first page without encryption, where the name of the site is all that somebody typed; undefined where it has none. */
export function knockPlainly(visit: Visit): Promise<Told> | undefined {
  const { protocol, hostname } = new URL(visit.part.url);
  return protocol === 'https:'
    ? open(visit, { name: 'plain-http', url: `http://${hostname}/`, lingers: false })
    : undefined;
}

interface Opening {
  /** Ends the id of the journey. */
  readonly name: string;
  readonly url: string;
  /** Waits until nothing happens any more. */
  readonly lingers: boolean;
}

async function open(visit: Visit, { name, url, lingers }: Opening): Promise<Told> {
  const { part, observing, laboratory, benchHosts } = visit;
  const room = await laboratory.room();
  const { recording } = room;
  const startedAt = new Date();
  const steps = [{ open: url, seconds: 30 }];
  const journey: Journey = { id: `${part.id}/${name}`, part: part.id, kind: 'other', role: 'visitor', steps };
  const taking: Taking = {
    ...{ journey, steps, context: room.context, page: room.page, recording, standing: new Standing() },
    ...{ origin: part.url, folder: laboratory.folder, observing, told: true },
  };
  try {
    const taken = await takeJourney(taking);
    const until = performance.now() + (lingers ? patience.most : 0);
    while (performance.now() < until && performance.now() - recording.lastChange < patience.quiet) {
      observing.signal.throwIfAborted();
      await pause(100);
    }
    const browser = await laboratory.browser();
    return await tellJourney({ room, browser, taking, taken, startedAt, benchHosts, variation: { variation: name } });
  } finally {
    room.close();
  }
}
