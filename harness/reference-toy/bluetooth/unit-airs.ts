import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from '../../../schemas/types.ts';
import { airLacks, openAir } from '../../air/air.ts';
import type { RadioPlaces } from './radios.ts';

/** An air for each unit, as if each stood in a shielded box of its own. */
export interface UnitAirs {
  /** For the toy. */
  readonly places: RadioPlaces;
  /** For the bench. */
  readonly bluetooth: NonNullable<Bench['bluetooth']>;
  readonly stop: () => Promise<void>;
}

/** An hour of the toy passes in ten seconds of the bench. */
const usualSpeed = 360;
/** The window of a Classic bear outlasts one inquiry, which takes as long as over a real radio. */
const classicClockSpeed = 60;

/** Opens the airs of these units; undefined where this computer can have none. */
export async function openUnitAirs(units: readonly string[], clockSpeed = usualSpeed): Promise<UnitAirs | undefined> {
  if (airLacks() !== undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir().length > 60 ? '/tmp' : tmpdir(), 'toymark-hands-'));
  const airs = await Promise.all(units.map(() => openAir()));
  const of = Object.fromEntries(
    units.map((id, n) => [id, { le: airs[n]?.le ?? '', classic: airs[n]?.classic ?? '' }] as const),
  );
  const hands = join(folder, 'hands');
  const adapter = airs[0]?.le ?? '';
  return {
    places: { units: of, hands, clockSpeed, classicClockSpeed },
    bluetooth: {
      ...{ adapter, units: of, hands: `unix:${hands}`, radiosApart: true },
      ...{ clockSpeed, classicClockSpeed, writes: 'any' },
    },
    stop: async () => {
      await Promise.all(airs.map(({ stop }) => stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
