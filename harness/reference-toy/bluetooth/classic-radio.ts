import { ClassicDevice } from './classic-device.ts';
import type { ClassicManners } from './classic-manners.ts';
import { Clock } from './clock.ts';
import type { Touched } from './hands.ts';

/** One unit's Classic side, switched on. */
export interface ClassicRadio extends Touched {
  readonly address: string;
  readonly stop: () => void;
}

/** Switches the Classic side of a unit on. @throws NotObserved where its controller cannot be had */
export async function switchClassicOn({
  adapter,
  manners,
  clockSpeed,
}: {
  readonly adapter: string;
  readonly manners: ClassicManners;
  /** Seconds of the unit's clock in one of ours. */
  readonly clockSpeed: number;
}): Promise<ClassicRadio> {
  const device = await ClassicDevice.open(adapter, { manners, clock: new Clock(clockSpeed) });
  return {
    radio: 'bluetooth-classic',
    address: device.address,
    pairing: () => device.act(),
    restart: () => device.restart(),
    play: () => undefined,
    enter: () => undefined,
    confirm: () => false,
    passkey: () => undefined,
    stop: () => device.close(),
  };
}
