import type { Page } from 'puppeteer-core';
import type { JourneyStep, Lateness } from '../../../../schemas/types.ts';
import { watched } from '../../shared/lateness.ts';
import type { Visit } from '../family.ts';
import type { Room } from '../laboratory.ts';
import { stepsOf } from '../steps-of.ts';
import { Standing } from '../standing.ts';
import { takeJourney, type Journey, type Rows, type Taken, type Taking } from '../take-journey.ts';
import type { Words } from '../words.ts';

/** A journey taken in another way. */
export interface Varied {
  readonly taken: Taken;
  readonly row: Rows['journeys'][number];
}

export interface Varying {
  readonly visit: Visit;
  readonly journey: Journey;
  /** Its steps with those that come first, or some of them. */
  readonly steps?: readonly JourneyStep[];
  readonly name: string;
  readonly change: Partial<Pick<Taking, 'page' | 'typed' | 'without' | 'look' | 'before'>>;
  /** Where it is taken; in a fresh browser where absent. Whoever gave it closes it. */
  readonly room?: Room;
  /** Called with the page where the journey ended, before the browser is closed. */
  readonly afterwards?: (page: Page, taken: Taken) => Promise<void>;
}

/** Takes a journey in another way; what it sends is not told as the journey's own. */
export async function vary({ visit, journey, steps, name, change, room: given, afterwards }: Varying): Promise<Varied> {
  const { laboratory, observing, part, journeys } = visit;
  const room = given ?? (await laboratory.room());
  const startedAt = new Date();
  try {
    const { value: taken, lateness } = await watched(() =>
      takeJourney({
        ...{
          journey,
          steps: (steps ?? stepsOf(journey, journeys)).map(hurried),
          context: room.context,
          page: room.page,
          recording: room.recording,
        },
        ...{ standing: new Standing(), origin: part.url, folder: laboratory.folder, observing, told: false },
        ...change,
      }),
    );
    await afterwards?.(taken.page, taken);
    return { taken, row: rowOf(journey, name, { taken, startedAt, lateness }) };
  } finally {
    if (given === undefined) room.close();
  }
}

// What is not there after some seconds does not come; a varied journey often ends before its end.
const hurried = (step: JourneyStep): JourneyStep => ({ ...step, seconds: Math.min(step.seconds ?? 4, 4) });

function rowOf(
  journey: Journey,
  name: string,
  { taken, startedAt, lateness }: { taken: Taken; startedAt: Date; lateness: Lateness },
): Rows['journeys'][number] {
  const { stopped, reached, acts, proofs } = taken;
  return {
    id: `${journey.id}/${name}`,
    ...{ kind: journey.kind, part: journey.part, role: journey.role ?? 'guardian', completed: stopped === undefined },
    ...(stopped === undefined
      ? {}
      : { stoppedAt: stopped.at, stoppedBecause: stopped.because, detail: stopped.detail.slice(0, 1000), lateness }),
    ...{ marks: [...new Set(reached)], acts, proofs, variation: name, of: journey.id },
    ...{ startedAt: startedAt.toISOString().replace(/\.\d+/, ''), milliseconds: Date.now() - startedAt.getTime() },
  };
}

/** Addresses of electronic mail with a part of their own, so that a second account can be made. */
export const another =
  (part: string) =>
  ({ text }: Words): string =>
    text.replace(/^([^@\s+]{1,64})@([a-z0-9.-]+)$/i, `$1+${part}@$2`);
