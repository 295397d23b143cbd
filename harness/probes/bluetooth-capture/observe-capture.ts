import type { BluetoothCaptureObservation } from '../../../schemas/types.ts';
import { NotObserved } from '../../gather/probe.ts';
import { printable } from '../shared/printable.ts';
import { followCapture, type FollowedCapture } from './followed-capture.ts';
import type { Link } from './link.ts';
import { workOut } from './open-traffic.ts';
import { attributeRows, channelRows, classicRow, connectionRow, pairingRow, type Naming } from './rows.ts';

const mostAttributes = 100_000;

/** Which file to read, and whom to look for in it. */
export interface OfCapture {
  readonly path: string;
  readonly unit: string;
  /** Number of the capture among those of the unit. */
  readonly number: number;
  /** Addresses that the unit has, as it is declared or as the bench says. */
  readonly addresses: readonly string[];
  readonly signal: AbortSignal;
  readonly progress?: (fraction: number) => void;
}

/**
 * What a recording shows of a unit. Connections with other devices are counted and not looked into.
 * @throws NotObserved input-missing where the file cannot be read as a capture or does not show the unit
 */
export async function observeCapture(of: OfCapture): Promise<BluetoothCaptureObservation> {
  const followed = await followCapture(of);
  const id = `${of.unit}/capture-${of.number}`;
  const known = new Set(of.addresses.map((address) => address.toUpperCase()));
  const { links, keys } = ofUnit(followed, known, of);
  const rows: Omit<BluetoothCaptureObservation, 'captures'> = {
    connections: [],
    pairings: [],
    attributes: [],
    channels: [],
  };
  for (const [at, link] of links.entries()) {
    const naming: Naming = { unit: of.unit, capture: id, connection: `${id}/link-${at + 1}` };
    const worked = await workOut(link, keys, of.signal);
    rows.connections.push(connectionRow(link, naming));
    rows.pairings.push(...worked.map((each, number) => pairingRow(each, number, { ...naming, link })));
    rows.attributes.push(...attributeRows(link, naming));
    if (rows.attributes.length > mostAttributes)
      throw missing(`${file(of.path)} uses more than ${mostAttributes} attributes`);
    rows.channels.push(...channelRows(link, naming));
  }
  const classic = followed.classic.filter(({ address }) => links.some((link) => link.peripheral.address === address));
  rows.pairings.push(...classic.map((pairing, at) => classicRow(pairing, at, { unit: of.unit, capture: id })));
  const strangers = followed.links.length - links.length;
  return { captures: [{ id, unit: of.unit, ...followed.facts(), strangers }], ...rows };
}

/** The connections of the unit, and the keys found so far. */
function ofUnit(followed: FollowedCapture, known: ReadonlySet<string>, { unit, path }: OfCapture) {
  const keys: Buffer[] = [];
  const { links } = followed;
  const matching = links.filter((link) => isOf(link, known));
  if (matching.length > 0) return { links: matching, keys };
  const seen = [...new Set(links.map(({ peripheral }) => peripheral.address ?? 'an unknown address'))];
  if (links.length === 0)
    throw missing(`${file(path)} shows no connection (${followed.packets} packets of Bluetooth in it)`);
  // One device alone is the unit, unless it goes by a fixed address that is not the unit's.
  const [only] = links;
  const mayBe = known.size === 0 || only?.peripheral.addressType !== 0;
  if (seen.length === 1 && mayBe) return { links, keys };
  const shown = seen.slice(0, 5).join(', ');
  throw missing(
    `${file(path)} shows connections with ${shown}${seen.length > 5 ? ' and others' : ''}, none of which is declared for ` +
      `${unit}; name the unit's address beside the file`,
  );
}

function isOf(link: Link, known: ReadonlySet<string>): boolean {
  if (known.size === 0) return false;
  const { central, peripheral } = link;
  if ([central.address, peripheral.address].some((each) => each !== undefined && known.has(each))) return true;
  // Under an address that changes, a unit hands its identity over when it bonds.
  return link.pairings().some(({ identities }) => identities.some((each) => known.has(each)));
}

const file = (path: string) => printable(path.slice(path.lastIndexOf('/') + 1), 80);
const missing = (why: string) => new NotObserved('input-missing', why);
