import { att, word } from './att.ts';
import { cmac, reversed } from './smp-crypto.ts';

/** Octets of a signature: the counter, and half of the code. */
const signatureOctets = 12;

/** A write that proves who it is from over a link without encryption. */
export interface ToSign {
  readonly handle: number;
  readonly value: Uint8Array;
  /** Higher at each write; the other side takes none twice. */
  readonly counter: number;
}

/**
 * The PDU of a signed write (Bluetooth Core, Vol 3 Part F 3.4.5.4 and Part H 2.4.5).
 * @param key connection signature resolving key, 16 octets as on the air
 */
export function signedWrite(key: Uint8Array, { handle, value, counter }: ToSign): Buffer {
  const written = Buffer.concat([Buffer.from([att.signedWrite]), word(handle), value]);
  return Buffer.concat([written, signatureOf(key, written, counter)]);
}

/** The counter of a signed write whose signature holds under this key; undefined where it does not. */
export function counterSigned(key: Uint8Array, pdu: Uint8Array): number | undefined {
  const end = pdu.length - signatureOctets;
  if (end < 3 || pdu[0] !== att.signedWrite) return undefined;
  const counter = Buffer.from(pdu).readUInt32LE(end);
  return signatureOf(key, pdu.subarray(0, end), counter).equals(pdu.subarray(end)) ? counter : undefined;
}

/** The value of a signed write, whatever its signature. */
export const signedValue = (pdu: Uint8Array): Buffer => Buffer.from(pdu.subarray(3, pdu.length - signatureOctets));

// Counter and upper half of the code, the least significant octet first.
function signatureOf(key: Uint8Array, written: Uint8Array, counter: number): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32LE(counter);
  const code = cmac(reversed(key), reversed(Buffer.concat([written, count])));
  return Buffer.concat([count, reversed(code.subarray(0, 8))]);
}
