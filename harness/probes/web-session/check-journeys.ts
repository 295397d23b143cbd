import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Observing } from '../../gather/probe.ts';
import { atMost } from './at-most.ts';
import { harOf } from './har.ts';
import { stepsOf } from './steps-of.ts';
import { Laboratory } from './laboratory.ts';
import { Standing } from './standing.ts';
import { takeJourney, type Journey } from './take-journey.ts';

/** How a journey went when it was tried. */
export interface CheckedJourney {
  readonly id: string;
  readonly steps: number;
  readonly completed: boolean;
  /** Steps that could mean several controls, of which the first was taken. */
  readonly several?: readonly { readonly step: number; readonly says: string; readonly controls: number }[];
  /** The number of the step that could not be done, what it says, why, and a picture of the page. */
  readonly broke?: { readonly step: number; readonly says: string; readonly why: string; readonly picture?: string };
}

interface Wanted {
  readonly wanted: readonly string[];
  readonly out: string;
  readonly tell: (checked: CheckedJourney) => void;
  /** What the browser asked is written beside the pictures, as an HTTP Archive. */
  readonly har?: boolean;
}

/** Tries journeys as they are declared and keeps nothing but a picture of each page where one breaks. */
export async function checkJourneys(
  observing: Observing,
  { wanted, out, tell, har = false }: Wanted,
): Promise<readonly CheckedJourney[]> {
  const { product, ixit } = observing.declaration;
  const checked: CheckedJourney[] = [];
  for (const part of product.parts) {
    const own = ixit.journeys.filter((journey) => journey.part === part.id);
    const chosen = own.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
    if (part.url === undefined || chosen.length === 0) continue;
    const laboratory = new Laboratory(observing, new URL(part.url));
    try {
      for (const journey of chosen) {
        const one = await check({ journey, own, laboratory, observing, origin: part.url, out, har });
        tell(one);
        checked.push(one);
      }
    } finally {
      await laboratory.close();
    }
  }
  return checked;
}

interface Checking {
  readonly journey: Journey;
  readonly own: readonly Journey[];
  readonly laboratory: Laboratory;
  readonly observing: Observing;
  readonly origin: string;
  readonly out: string;
  readonly har: boolean;
}

async function check({ journey, own, laboratory, observing, origin, out, har }: Checking): Promise<CheckedJourney> {
  const room = await laboratory.room();
  const steps = stepsOf(journey, own);
  try {
    const { context, page, recording } = room;
    const setting = {
      context,
      page,
      recording,
      standing: new Standing(),
      origin,
      folder: laboratory.folder,
      observing,
    };
    const several: NonNullable<CheckedJourney['several']>[number][] = [];
    const noting = (step: number, controls: number) =>
      several.push({ step, says: JSON.stringify(steps[step - 1]), controls });
    const { stopped } = await takeJourney({ journey, steps, ...setting, told: false, several: noting });
    await atMost<unknown>(2000, Promise.allSettled(recording.reading), undefined);
    const archive = join(out, `${journey.id.replaceAll('/', '-')}.har`);
    if (har) writeFileSync(archive, harOf(recording, ''), { mode: 0o600 });
    const facts = { id: journey.id, steps: steps.length, ...(several.length === 0 ? {} : { several }) };
    if (stopped === undefined) return { ...facts, completed: true };
    const bytes = await page.screenshot({ type: 'png' }).catch(() => undefined);
    const picture = join(out, `${journey.id.replaceAll('/', '-')}.png`);
    if (bytes !== undefined) writeFileSync(picture, bytes);
    const says = JSON.stringify(steps[stopped.at - 1]);
    const broke = { step: stopped.at, says, why: stopped.detail, ...(bytes === undefined ? {} : { picture }) };
    return { ...facts, completed: false, broke };
  } finally {
    room.close();
  }
}
