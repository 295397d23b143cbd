import type { Pip } from '../pip.ts';
import { lendHands, type Touched } from './hands.ts';
import { switchLeOn } from './unit-radio.ts';

/** Where the radios of the units stand: plain data, so that it can be sent to another process. */
export interface RadioPlaces {
  /** Controllers of each unit, by its id. */
  readonly units: Readonly<Record<string, { readonly le: string; readonly classic: string }>>;
  /** The socket on which hands are lent. */
  readonly hands: string;
  /** Seconds of the units' clock in one of the bench's. */
  readonly clockSpeed: number;
}

/** Switches the radios of every unit on, and lends hands that touch them; returns how to switch them off. */
export async function switchRadiosOn(
  { units, le }: Pick<Pip, 'units' | 'le'>,
  { units: places, hands, clockSpeed }: RadioPlaces,
): Promise<() => void> {
  const stops: (() => void)[] = [];
  const touched = new Map<string, readonly Touched[]>();
  for (const { id, serial, radioAddress } of units) {
    const place = places[id];
    if (place === undefined) continue;
    const radio = await switchLeOn({ adapter: place.le, manners: le, unit: { serial, radioAddress }, clockSpeed });
    stops.push(radio.stop);
    touched.set(id, [radio]);
  }
  stops.push(await lendHands(hands, touched));
  return () => {
    for (const stop of stops) stop();
  };
}
