import { Clock } from './clock.ts';
import type { Touched } from './hands.ts';
import type { LeManners } from './manners.ts';
import { Peripheral, type Individual } from './peripheral.ts';

/** One unit's Low Energy side, switched on. */
export interface LeRadio extends Touched {
  readonly stop: () => void;
}

export interface LeSetting {
  readonly adapter: string;
  readonly manners: LeManners;
  readonly unit: Individual;
  /** Seconds of the unit's clock in one of ours. */
  readonly clockSpeed: number;
}

/** Switches the Low Energy side of a unit on. @throws NotObserved where its controller cannot be had */
export async function switchLeOn({ adapter, manners, unit, clockSpeed }: LeSetting): Promise<LeRadio> {
  const toy = await Peripheral.open(adapter, { manners, unit, clock: new Clock(clockSpeed) });
  return {
    radio: 'bluetooth-le',
    pairing: () => toy.door.open(),
    restart: () => toy.restart(),
    play: () => toy.play(),
    enter: ({ firstName }) => {
      if (firstName !== undefined) toy.call(firstName);
    },
    confirm: (number) => toy.door.confirm(number),
    passkey: () => toy.door.passkey,
    stop: () => toy.close(),
  };
}
