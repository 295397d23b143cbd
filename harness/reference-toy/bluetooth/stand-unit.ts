import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAir, type Air } from '../../air/air.ts';
import { lendHands, type Touched } from './hands.ts';
import type { LeManners } from './manners.ts';
import { switchLeOn, type LeRadio } from './unit-radio.ts';

/** Units of a bear in boxes of their own, with hands that touch them: a bench for tests, without a network. */
export interface Standing {
  /** For the bench: `bluetooth: …`. */
  readonly bluetooth: {
    readonly adapter: string;
    readonly units: Readonly<Record<string, { readonly le: string }>>;
    readonly hands: string;
    readonly clockSpeed: number;
    readonly writes: 'any';
  };
  readonly stop: () => Promise<void>;
}

/** Switches these units on, each in an air of its own. */
export async function standUnits(units: Readonly<Record<string, LeManners>>, clockSpeed = 360): Promise<Standing> {
  const folder = mkdtempSync(join(tmpdir(), 'toymark-hands-'));
  const airs: Air[] = [];
  const radios = new Map<string, readonly Touched[]>();
  const stops: LeRadio[] = [];
  for (const [index, [id, manners]] of Object.entries(units).entries()) {
    const air = await openAir();
    airs.push(air);
    const unit = { serial: `PB100-0000${17 + index}`, radioAddress: `02:00:5E:10:00:${17 + index}` };
    const radio = await switchLeOn({ adapter: air.le, manners, unit, clockSpeed });
    radios.set(id, [radio]);
    stops.push(radio);
  }
  const hands = join(folder, 'hands');
  const takeAway = await lendHands(hands, radios);
  const places = Object.fromEntries(Object.keys(units).map((id, n) => [id, { le: airs[n]?.le ?? '' }]));
  const bench = {
    adapter: airs[0]?.le ?? '',
    units: places,
    hands: `unix:${hands}`,
    clockSpeed,
    writes: 'any',
  } as const;
  const stop = async () => {
    takeAway();
    for (const radio of stops) radio.stop();
    await Promise.all(airs.map((air) => air.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  return { bluetooth: bench, stop };
}
