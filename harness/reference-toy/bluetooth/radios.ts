import { command } from '../../probes/shared/bluetooth/classic/classic-commands.ts';
import { Controller } from '../../probes/shared/bluetooth/controller.ts';
import type { Pip, PipUnit } from '../pip.ts';
import type { ClassicManners } from './classic-manners.ts';
import { switchClassicOn } from './classic-radio.ts';
import { lendHands, type Touched } from './hands.ts';
import { switchLeOn } from './unit-radio.ts';

/** Where the radios of the units stand: plain data, so that it can be sent to another process. */
export interface RadioPlaces {
  /** Controllers of each unit, by its id. */
  readonly units: Readonly<Record<string, { readonly le: string; readonly classic: string }>>;
  /** The socket on which hands are lent. */
  readonly hands: string;
  /** Seconds of the units' clock in one of the bench's, over Low Energy and over Classic. */
  readonly clockSpeed: number;
  readonly classicClockSpeed: number;
}

/** Radios that are on. */
export interface Radios {
  /** The address of each unit, by its id, which both its radios have. */
  readonly addresses: Readonly<Record<string, string>>;
  readonly stop: () => void;
}

type Radiant = Pick<Pip, 'units' | 'le'> & { readonly classic?: ClassicManners | undefined };

/** Switches the radios of every unit on, Classic where it has it, and lends hands that touch them. */
export async function switchRadiosOn(pip: Radiant, places: RadioPlaces): Promise<Radios> {
  const stops: (() => void)[] = [];
  const touched = new Map<string, readonly Touched[]>();
  const addresses: Record<string, string> = {};
  for (const [at, unit] of pip.units.entries()) {
    const place = places.units[unit.id];
    if (place === undefined) continue;
    const on = await switchUnitOn(unit, { pip, places, place, spare: at });
    stops.push(on.stop);
    touched.set(unit.id, on.radios);
    addresses[unit.id] = on.address;
  }
  stops.push(await lendHands(places.hands, touched));
  return { addresses, stop: () => each(stops) };
}

interface Place {
  readonly pip: Radiant;
  readonly places: RadioPlaces;
  readonly place: RadioPlaces['units'][string];
  /** Controllers that are passed over. */
  readonly spare: number;
}

async function switchUnitOn({ serial, radioAddress }: PipUnit, { pip, places, place, spare }: Place) {
  const classic = pip.classic && (await switchClassic(pip.classic, { places, place, spare }));
  const address = classic?.address ?? radioAddress;
  const unit = { serial, radioAddress: address };
  const { clockSpeed } = places;
  const le = await switchLeOn({ adapter: place.le, manners: pip.le, unit, clockSpeed });
  const radios = [le, ...(classic === undefined ? [] : [classic])];
  return { address, radios, stop: () => each(radios.map(({ stop }) => stop)) };
}

async function switchClassic(manners: ClassicManners, { places, place, spare }: Omit<Place, 'pip'>) {
  const others = await passOver(spare, place.classic);
  const radio = await switchClassicOn({ adapter: place.classic, manners, clockSpeed: places.classicClockSpeed });
  return { ...radio, stop: () => each([radio.stop, ...others.map((other) => () => other.close())]) };
}

// Emulated controllers are numbered in the order in which they come, each air from the beginning: no two units share an
// address where another number of controllers stands before each.
async function passOver(count: number, adapter: string): Promise<readonly Controller[]> {
  const others: Controller[] = [];
  for (let at = 0; at < count; at++) {
    const other = await Controller.open(adapter);
    // Once it has answered, it has its number.
    await other.command(command.reset);
    others.push(other);
  }
  return others;
}

const each = (stops: readonly (() => void)[]): void => {
  for (const stop of stops) stop();
};
