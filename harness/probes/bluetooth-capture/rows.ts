import type { BluetoothCaptureObservation } from '../../../schemas/types.ts';
import type { ClassicFeatures, ClassicPairing } from '../shared/bluetooth/classic/classic-pairings.ts';
import type { Link } from './link.ts';
import type { Worked } from './open-traffic.ts';

type Rows = BluetoothCaptureObservation;
type Pairing = Rows['pairings'][number];

/** Names that the rows of one connection share. */
export interface Naming {
  readonly unit: string;
  readonly capture: string;
  readonly connection: string;
}

export function connectionRow(link: Link, { unit, capture, connection }: Naming): Rows['connections'][number] {
  const { transport, startSeen, plainPackets, encryptedPackets, encryptions, keySize } = link;
  const peer = link.peripheral.address;
  return {
    ...{ id: connection, unit, capture, transport, startSeen, plainPackets, encryptedPackets },
    encryptions: encryptions.length,
    ...(peer === undefined ? {} : { peer }),
    ...(keySize === undefined ? {} : { keySize }),
  };
}

/** The row of an LE pairing. */
export function pairingRow(
  { exchange, passkey, provedBy, encryptedAfter, opened }: Worked,
  number: number,
  { unit, capture, connection }: Naming & { readonly link: Link },
): Pairing {
  const { asked, request, response, protocol, method, keySize, outcome, failure, debugKeys } = exchange;
  const secret =
    passkey === undefined || provedBy === undefined ? undefined : { value: String(passkey).padStart(6, '0'), provedBy };
  return {
    ...{ id: `${connection}/pairing-${number + 1}`, unit, capture, connection, transport: 'le', outcome },
    ...present({ protocol, method, keySize, failure, wished: asked, request, response, secret }),
    ...{ debugKeys: [...debugKeys], encryptedAfter, openedPackets: opened },
  };
}

/** The row of a pairing over Classic. */
export function classicRow(
  pairing: ClassicPairing,
  number: number,
  { unit, capture }: Omit<Naming, 'connection'>,
): Pairing {
  const { protocol, method, outcome, failure, local, remote, pin } = pairing;
  const secret = pin === undefined ? undefined : { value: pin, provedBy: 'recording' as const };
  const features = { request: local && classicFeatures(local), response: remote && classicFeatures(remote) };
  return {
    ...{ id: `${capture}/classic-${number + 1}`, unit, capture, transport: 'classic', outcome },
    ...present({ protocol, method, failure, ...features, secret }),
    ...{ debugKeys: [], encryptedAfter: outcome === 'keys', openedPackets: 0 },
  };
}

const classicFeatures = ({ ioCapability, oob, bonding, mitm }: ClassicFeatures) => ({
  ...{ ioCapability, oob, bonding, mitm },
});

export const attributeRows = (link: Link, { unit, capture, connection }: Naming): Rows['attributes'] =>
  [...link.log.uses.values()].map(({ handle, operation, encrypted, times }) => ({
    id: `${connection}/${handle}/${operation}/${encrypted ? 'encrypted' : 'plain'}`,
    ...{ unit, capture, connection, handle, operation, encrypted, times },
    ...present({ characteristic: link.log.names.get(handle) }),
  }));

export const channelRows = (link: Link, { unit, capture, connection }: Naming): Rows['channels'] =>
  [...link.opened].map(([psm, { encrypted }]) => ({
    id: `${connection}/psm-${psm}`,
    ...{ unit, capture, connection, psm, encrypted },
  }));

/** The fields that are there. */
function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
