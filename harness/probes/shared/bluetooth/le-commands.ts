import { randomBytes } from 'node:crypto';

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
  encrypt: 0x2019,
  keyReply: 0x201a,
  keyRefusal: 0x201b,
} as const;
export const meta = { connected: 0x01, report: 0x02, keyRequest: 0x05, enhancedConnected: 0x0a } as const;
export const encryptionEvents: readonly number[] = [0x08, 0x30];

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

/** Data of an advertisement as its command takes it: its length, and 31 octets. */
export function padded(data: Uint8Array): Buffer {
  const room = Buffer.alloc(32);
  room.writeUInt8(Math.min(31, data.length), 0);
  room.set(data.subarray(0, 31), 1);
  return room;
}
