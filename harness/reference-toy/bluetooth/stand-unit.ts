import type { LeManners } from './manners.ts';
import { switchRadiosOn } from './radios.ts';
import { openUnitAirs, type UnitAirs } from './unit-airs.ts';

/** Units of a bear in boxes of their own, with hands that touch them and without a network: a bench for tests. */
export interface Standing extends Pick<UnitAirs, 'bluetooth' | 'stop'> {
  readonly units: readonly { readonly id: string; readonly serial: string; readonly radioAddresses: string[] }[];
}

/** Switches so many units on, each in an air of its own. @throws Error where there can be none */
export async function standUnits(le: LeManners, count = 1, clockSpeed?: number): Promise<Standing> {
  const units = Array.from({ length: count }, (_, n) => ({
    ...{ id: `unit-${n + 1}`, serial: `PB100-0000${17 + n}`, radioAddress: `02:00:5E:10:00:${17 + n}` },
    ...{ addresses: [], setUpCode: '', hubToken: '' },
  }));
  const airs = await openUnitAirs(
    units.map(({ id }) => id),
    clockSpeed,
  );
  if (airs === undefined) throw new Error('there is no emulated Bluetooth here');
  const { stop: switchOff } = await switchRadiosOn({ units, le }, airs.places);
  return {
    units: units.map(({ id, serial, radioAddress }) => ({ id, serial, radioAddresses: [radioAddress] })),
    bluetooth: airs.bluetooth,
    stop: async () => {
      switchOff();
      await airs.stop();
    },
  };
}
