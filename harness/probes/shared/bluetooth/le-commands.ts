import { randomBytes } from 'node:crypto';
import type { Peer } from './advertisement.ts';
import type { ConnectionParameters } from './answer-signals.ts';

/** Commands of the Low Energy host (Vol 4 Part E 7.8), and the few others it needs. */
export const command = {
  disconnect: 0x0406,
  setEventMask: 0x0c01,
  reset: 0x0c03,
  readBufferSize: 0x1005,
  leSetEventMask: 0x2001,
  leReadBufferSize: 0x2002,
  setRandomAddress: 0x2005,
  advertisingParameters: 0x2006,
  advertisingData: 0x2008,
  scanResponseData: 0x2009,
  advertise: 0x200a,
  scanParameters: 0x200b,
  scan: 0x200c,
  connect: 0x200d,
  cancelConnect: 0x200e,
  updateConnection: 0x2013,
  encrypt: 0x2019,
  keyReply: 0x201a,
  keyRefusal: 0x201b,
} as const;
export const meta = { connected: 0x01, report: 0x02, keyRequest: 0x05, enhancedConnected: 0x0a } as const;
export const encryptionEvents: readonly number[] = [0x08, 0x30];
/**
 * The events that a host without anything of its own hears by default, and those of Low Energy (7.3.1, 7.8.1): bits that a
 * controller does not know are not set, since some refuse them.
 */
export const eventMasks = { all: Buffer.from('fffffbff07f8bf3d', 'hex'), le: Buffer.from('1f00000000000000', 'hex') };

/** What advertising says, and how. */
export interface Advertising {
  readonly data: Uint8Array;
  readonly scanResponse?: Uint8Array;
  readonly connectable: boolean;
  /** Milliseconds between two. */
  readonly interval: number;
  readonly ownAddress?: 'random' | 'public';
}

/** A random static address (Vol 6 Part B 1.3.2.1) that nobody has had before. */
export function freshAddress(): Buffer {
  const address = randomBytes(6);
  address[5] = (address[5] ?? 0) | 0xc0;
  return address;
}

/** How to connect to whoever advertises under this address (7.8.12): at 30 to 50 ms, given up after two seconds of silence. */
export const connecting = (peer: Peer): Buffer =>
  Buffer.concat([
    Buffer.from([0x10, 0, 0x10, 0, 0, peer.type === 'public' ? 0 : 1]),
    peer.address,
    Buffer.from([1, 0x18, 0, 0x28, 0, 0, 0, 0xc8, 0, 0, 0, 0, 0]),
  ]);

/** Other parameters of a link (7.8.18). */
export function updating(handle: number, { least, most, latency, timeout }: ConnectionParameters): Buffer {
  const octets = Buffer.alloc(14);
  for (const [at, value] of [handle, least, most, latency, timeout].entries()) octets.writeUInt16LE(value, 2 * at);
  return octets;
}

/** How one advertises (7.8.5). */
export function advertisingAs({ connectable, scanResponse, interval, ownAddress = 'random' }: Advertising): Buffer {
  const ticks = Math.max(0x20, Math.round(interval / 0.625));
  const octets = Buffer.alloc(15);
  octets.writeUInt16LE(ticks, 0);
  octets.writeUInt16LE(ticks, 2);
  octets.writeUInt8(connectable ? 0 : scanResponse === undefined ? 3 : 2, 4);
  octets.writeUInt8(ownAddress === 'random' ? 1 : 0, 5);
  octets.writeUInt8(7, 13);
  return octets;
}

/** Data of an advertisement as its command takes it: its length, and 31 octets. */
export function padded(data: Uint8Array): Buffer {
  const room = Buffer.alloc(32);
  room.writeUInt8(Math.min(31, data.length), 0);
  room.set(data.subarray(0, 31), 1);
  return room;
}
