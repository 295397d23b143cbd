import { pause } from './at-most.ts';
import type { Visit } from './family.ts';
import { Standing } from './standing.ts';
import { takeJourney, type Journey, type Taking } from './take-journey.ts';
import { tellJourney, type Told } from './tell-journey.ts';

/** So long nothing happens on a page that has come to rest, and so long it is waited for (milliseconds). */
const patience = { quiet: 2500, most: 60_000 };

/** Opens the first page in an empty browser, presses nothing, and waits until it has come to rest. */
export async function visitFirstPage(visit: Visit): Promise<Told> {
  const { part, observing, laboratory, benchHosts } = visit;
  const room = await laboratory.room();
  const startedAt = new Date();
  const journey: Journey = {
    id: `${part.id}/first-page`,
    part: part.id,
    kind: 'other',
    role: 'visitor',
    steps: [{ open: part.url, seconds: 30 }],
  };
  const taking: Taking = {
    ...{ journey, steps: journey.steps, context: room.context, recording: room.recording, standing: new Standing() },
    ...{ origin: part.url, folder: laboratory.folder, observing, told: true },
  };
  try {
    const taken = await takeJourney(taking);
    const until = performance.now() + patience.most;
    while (performance.now() < until && performance.now() - room.recording.lastChange < patience.quiet) {
      observing.signal.throwIfAborted();
      await pause(100);
    }
    const browser = await laboratory.browser();
    return await tellJourney({
      room,
      browser,
      taking,
      taken,
      startedAt,
      benchHosts,
      variation: { variation: 'first-page' },
    });
  } finally {
    room.close();
  }
}
