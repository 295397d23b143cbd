import { NotObserved, type Observing } from '../../../gather/probe.ts';
import type { Advertisement, Peer } from './advertisement.ts';
import { addressText } from './smp-analysis.ts';
import { LeHost, type LeLink } from './low-energy.ts';
import { fieldsIn } from './advertised-fields.ts';
import type { Recording } from './recording.ts';

type Known = (heard: Advertisement) => boolean;
type Setting = Pick<Observing, 'bench' | 'declaration' | 'signal'>;

interface Patience {
  readonly hear: number;
  readonly connect: number;
}

/** A toy may let up to 10.24 s pass between two advertisements (Vol 6 Part B 4.4.2.2); an emulated one does not. */
const patiences = { emulated: { hear: 3000, connect: 1000 }, real: { hear: 11_000, connect: 11_000 } } as const;

/** A unit as the bench hears it: which adapter is near it, and by what its advertisements are known. */
export interface UnitOnAir {
  readonly unit: string;
  readonly adapter: string;
  /** Seconds of the unit's clock in one of ours; 1 of a real unit. */
  readonly clockSpeed: number;
  /** Nothing but this unit is heard there. */
  readonly alone: boolean;
  /** Milliseconds in which it is heard and takes a connection, where it does. */
  readonly patience: Patience;
  readonly isOurs: Known;
}

/**
 * Where the bench meets a unit.
 * @throws NotObserved input-missing where the bench names no adapter, or the unit cannot be told from others
 */
export function unitOnAir(unit: string, { bench, declaration }: Setting): UnitOnAir {
  const { bluetooth } = bench;
  const own = bluetooth?.units?.[unit]?.le;
  const adapter = own ?? bluetooth?.adapter;
  if (bluetooth === undefined || adapter === undefined)
    throw new NotObserved('input-missing', 'the bench names no Bluetooth adapter (bluetooth: {adapter: …})');
  const alone = own !== undefined || bluetooth.shielded === true;
  const clockSpeed = bluetooth.clockSpeed ?? 1;
  const emulated = adapter.startsWith('unix:');
  if (clockSpeed !== 1 && !emulated)
    throw new NotObserved('input-missing', 'only emulated units have a clock that runs faster: leave clockSpeed out');
  const isOurs = alone ? () => true : knownBy(unit, declaration);
  return { unit, adapter, clockSpeed, alone, patience: patiences[emulated ? 'emulated' : 'real'], isOurs };
}

function knownBy(unit: string, declaration: Setting['declaration']): Known {
  const { radioAddresses = [] } = declaration.product.units.find(({ id }) => id === unit) ?? {};
  const addresses = new Set(radioAddresses.map((address) => address.toUpperCase()));
  const models = declaration.product.units.length === 1 ? declaration.ixit.advertisements : [];
  if (addresses.size === 0 && models.length === 0)
    throw new NotObserved('input-missing', `nothing tells the advertisements of ${unit} from those of others`);
  return (heard) => {
    if (addresses.has(addressText(heard.address))) return true;
    const fields = fieldsIn(heard.data);
    return models.some(({ name, service, company }) =>
      fields.some(
        (field) =>
          (name !== undefined && ['08', '09'].includes(field.type) && field.value.toString() === name) ||
          (service !== undefined && field.services.includes(service)) ||
          (company !== undefined &&
            field.type === 'ff' &&
            field.value.length > 1 &&
            field.value.readUInt16LE(0) === company),
      ),
    );
  };
}

interface Coming {
  readonly recording: Recording;
  readonly address?: Buffer;
  readonly signal: AbortSignal;
}

/**
 * A host of the bench with an address that the unit has never met, or with the given one. It ends with the signal, and with
 * it whatever still waits for the unit.
 */
export async function stranger({ adapter }: UnitOnAir, { recording, address, signal }: Coming): Promise<LeHost> {
  signal.throwIfAborted();
  const host = await LeHost.open(adapter, { recording, ...(address === undefined ? {} : { address }) });
  const stop = () => host.close();
  signal.addEventListener('abort', stop);
  host.controller.once('close', () => signal.removeEventListener('abort', stop));
  if (signal.aborted) stop();
  return host;
}

/** Waits until the unit can be connected to; undefined where it was not heard within the time. */
export async function find(
  host: LeHost,
  { isOurs }: UnitOnAir,
  { milliseconds, signal }: { readonly milliseconds: number; readonly signal: AbortSignal },
): Promise<Peer | undefined> {
  signal.throwIfAborted();
  let done: (found: Peer | undefined) => void = () => undefined;
  const found = new Promise<Peer | undefined>((resolve) => (done = resolve));
  const timer = setTimeout(() => done(undefined), milliseconds);
  const stop = () => done(undefined);
  signal.addEventListener('abort', stop);
  const connectable = (heard: Advertisement) => heard.event === 0 || heard.event === 1;
  const endScan = await host.scan((heard) => {
    if (connectable(heard) && isOurs(heard)) done({ address: heard.address, type: heard.type });
  });
  try {
    return await found;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    await endScan();
    signal.throwIfAborted();
  }
}

/** Finds the unit and connects, three times at most, since its address may just have changed. */
export async function meet(
  host: LeHost,
  unit: UnitOnAir,
  { signal }: { readonly signal: AbortSignal },
): Promise<LeLink | undefined> {
  const { hear, connect } = unit.patience;
  for (let round = 0; round < 3; round++) {
    const peer = await find(host, unit, { milliseconds: hear, signal });
    if (peer === undefined) return undefined;
    const link = await host.connect(peer, connect);
    if (link !== undefined) return link;
  }
  return undefined;
}

/** A host of its own that has met the unit; undefined where that did not come about, and then no host is left. */
export async function comeTo(
  unit: UnitOnAir,
  coming: Coming,
): Promise<{ readonly host: LeHost; readonly link: LeLink } | undefined> {
  const host = await stranger(unit, coming);
  let link: LeLink | undefined;
  try {
    link = await meet(host, unit, coming);
  } finally {
    if (link === undefined) host.close();
  }
  return link && { host, link };
}
