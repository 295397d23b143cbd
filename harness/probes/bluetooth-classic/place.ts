import { NotObserved, type Observing } from '../../gather/probe.ts';
import type { Recording } from '../shared/bluetooth/recording.ts';
import { ClassicHost, type ClassicLink, type HostManners } from '../shared/bluetooth/classic/classic-host.ts';
import { L2cap } from '../shared/bluetooth/classic/l2cap.ts';
import type { Hands } from '../shared/hands.ts';

/** Where the bench meets a unit over Bluetooth Classic, and with what. */
export interface Place {
  readonly unit: string;
  readonly adapter: string;
  /** Seconds of the unit's clock in one of ours; 1 of a real unit. */
  readonly clockSpeed: number;
  /** The controllers are emulated. */
  readonly emulated: boolean;
  /** Addresses that the declaration gives the unit. */
  readonly declared: readonly string[];
  readonly hands: Hands;
  readonly recording: Recording;
  readonly signal: AbortSignal;
}

type Setting = Pick<Observing, 'bench' | 'declaration' | 'signal'>;

/** @throws NotObserved input-missing where the bench names no adapter, or no address is declared for the unit */
export function placeOf(
  unit: string,
  { bench, declaration, signal }: Setting,
  { hands, recording }: Pick<Place, 'hands' | 'recording'>,
): Place {
  const { bluetooth } = bench;
  const adapter = bluetooth?.units?.[unit]?.classic ?? bluetooth?.classic ?? bluetooth?.adapter;
  if (adapter === undefined)
    throw new NotObserved(
      'input-missing',
      'the bench names no adapter for Bluetooth Classic (bluetooth: {classic: …})',
    );
  const emulated = adapter.startsWith('unix:');
  const clockSpeed = emulated ? (bluetooth?.classicClockSpeed ?? bluetooth?.clockSpeed ?? 1) : 1;
  const { radioAddresses = [] } = declaration.product.units.find(({ id }) => id === unit) ?? {};
  const declared = radioAddresses.map((address) => address.toUpperCase());
  return { unit, adapter, clockSpeed, emulated, declared, hands, recording, signal };
}

/** How a host of the bench introduces itself. */
export interface Guise {
  readonly simplePairing?: boolean;
  readonly pin?: string;
}

/** A host without keyboard and display that pairs with whoever asks. */
export function openHost(
  { adapter, recording }: Place,
  { simplePairing = true, pin }: Guise = {},
): Promise<ClassicHost> {
  const manners: HostManners = {
    ...{ name: 'Bench', classOfDevice: 0x5a020c, simplePairing, ioCapability: 3, authentication: 2 },
    ...{ pairs: () => true, pin: () => pin, accepts: () => true },
  };
  return ClassicHost.open(adapter, { manners, recording });
}

/** Connects to the unit; undefined where it does not accept a connection. */
export async function meet(host: ClassicHost, address: string, { signal }: Place): Promise<ClassicLink | undefined> {
  signal.throwIfAborted();
  const paged = await host.page(address);
  return typeof paged === 'object' && 'link' in paged ? paged.link : undefined;
}

/** Milliseconds of the bench in which so many seconds pass at the unit. */
export const passing = (seconds: number, { clockSpeed }: Place): number => (seconds * 1000) / clockSpeed;

const signalling = new WeakMap<ClassicLink['link'], L2cap>();

/** The channels of a link: one signalling for each, whoever asks. */
export function channelsOf({ link }: ClassicLink): L2cap {
  const known = signalling.get(link);
  if (known !== undefined) return known;
  const fresh = new L2cap(link);
  signalling.set(link, fresh);
  return fresh;
}
