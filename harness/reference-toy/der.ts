import { isIPv6 } from 'node:net';

/** One DER value: tag, length in the shortest form, content (ITU-T X.690, clause 10.1). */
function value(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = unsigned(BigInt(length));
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

export const sequence = (...members: readonly Uint8Array[]): Buffer => value(0x30, ...members);

/** A SET OF: its members stand in the order of their bytes (X.690, clause 11.6). */
export const set = (...members: readonly Uint8Array[]): Buffer =>
  value(0x31, ...[...members].sort((one, other) => Buffer.compare(one, other)));

/** A whole number that is not negative, in the fewest octets. */
export function integer(number: bigint): Buffer {
  if (number < 0n) throw new RangeError('only numbers from 0 are written');
  const bytes = unsigned(number);
  return value(0x02, (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.of(0), bytes]));
}

/** TRUE is written as 0xFF (X.690, clause 11.1); FALSE is a default and is left out. */
export const yes = (): Buffer => value(0x01, Buffer.of(0xff));

export const octets = (bytes: Uint8Array): Buffer => value(0x04, bytes);

export const utf8 = (text: string): Buffer => value(0x0c, Buffer.from(text));

/** A BIT STRING; `unused` bits at its end are zero (X.690, clause 11.2.1). */
export const bits = (bytes: Uint8Array, unused = 0): Buffer => value(0x03, Buffer.of(unused), bytes);

/** An object identifier from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return value(0x06, Buffer.concat([first * 40 + second, ...rest].map(base128)));
}

/** UTCTime up to 2049, GeneralizedTime from 2050 (RFC 5280, clause 4.1.2.5). */
export function time(at: Date): Buffer {
  const digits = at.toISOString().replace(/\D/g, '').slice(0, 14);
  const short = at.getUTCFullYear() >= 1950 && at.getUTCFullYear() < 2050;
  return short ? value(0x17, Buffer.from(`${digits.slice(2)}Z`)) : value(0x18, Buffer.from(`${digits}Z`));
}

/** A context tag around a whole value. */
export const explicit = (number: number, content: Uint8Array): Buffer => value(0xa0 | number, content);

/** A context tag in the place of the tag of a primitive value. */
export const implicit = (number: number, content: Uint8Array): Buffer => value(0x80 | number, content);

/** The octets of an IP address, as a subject alternative name holds them. */
export function addressOctets(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail = ''] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(missing).fill('0'), ...groups(tail)];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}

function unsigned(number: bigint): Buffer {
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

function base128(number: number): Buffer {
  const septets = [number & 0x7f];
  for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128))
    septets.unshift((rest & 0x7f) | 0x80);
  return Buffer.from(septets);
}
