import { createCipheriv, createDecipheriv } from 'node:crypto';

/**
 * The functions of the Security Manager (Bluetooth Core, Vol 3 Part H, 2.2). Every octet string is written as the
 * specification writes it, the most significant octet first; `reversed` turns what was on the air.
 */
export const reversed = (octets: Uint8Array): Buffer => Buffer.from(octets).reverse();

/** Security function e: one block of AES-128. @throws RangeError unless key and block have 16 octets */
export function e(key: Uint8Array, block: Uint8Array): Buffer {
  if (block.length !== 16) throw new RangeError('a block has 16 octets');
  return createCipheriv('aes-128-ecb', key, null).setAutoPadding(false).update(block);
}

/** What goes into a confirm value of LE legacy pairing besides the key and the random value. */
export interface ConfirmInput {
  /** Pairing Request and Pairing Response, 7 octets each, code included. */
  readonly request: Uint8Array;
  readonly response: Uint8Array;
  /** Addresses of 6 octets; a type is 0 for public, 1 for random. */
  readonly initiator: { readonly address: Uint8Array; readonly type: number };
  readonly responder: { readonly address: Uint8Array; readonly type: number };
}

/** The two blocks that c1 adds, p1 and p2 (2.2.3). */
export function confirmBlocks({ request, response, initiator, responder }: ConfirmInput): readonly [Buffer, Buffer] {
  const p1 = Buffer.concat([response, request, Buffer.from([responder.type, initiator.type])]);
  const p2 = Buffer.concat([Buffer.alloc(4), initiator.address, responder.address]);
  return [p1, p2];
}

/** Confirm value of LE legacy pairing (2.2.3). */
export function c1(key: Uint8Array, random: Uint8Array, input: ConfirmInput): Buffer {
  const [p1, p2] = confirmBlocks(input);
  return e(key, xor(e(key, xor(random, p1)), p2));
}

/** Short term key of LE legacy pairing (2.2.4); `responderRandom` is Srand, `initiatorRandom` is Mrand. */
export const s1 = (key: Uint8Array, responderRandom: Uint8Array, initiatorRandom: Uint8Array): Buffer =>
  e(key, Buffer.concat([responderRandom.subarray(8), initiatorRandom.subarray(8)]));

/** AES-CMAC (RFC 4493). */
export function cmac(key: Uint8Array, message: Uint8Array): Buffer {
  const one = doubled(e(key, Buffer.alloc(16)));
  const whole = message.length > 0 && message.length % 16 === 0;
  const count = Math.max(1, Math.ceil(message.length / 16));
  const last = Buffer.alloc(16);
  last.set(message.subarray((count - 1) * 16));
  if (!whole) last[message.length % 16] = 0x80;
  let mac: Buffer = Buffer.alloc(16);
  for (let at = 0; at < count - 1; at++) mac = e(key, xor(mac, message.subarray(at * 16, at * 16 + 16)));
  return e(key, xor(mac, xor(last, whole ? one : doubled(one))));
}

function doubled(block: Buffer): Buffer {
  const shifted = Buffer.alloc(16);
  for (let at = 0; at < 16; at++) shifted[at] = ((block[at] ?? 0) << 1) | ((block[at + 1] ?? 0) >> 7);
  if ((block[0] ?? 0) & 0x80) shifted[15] = (shifted[15] ?? 0) ^ 0x87;
  return shifted;
}

/** Confirm value of LE Secure Connections (2.2.6); `z` is 0, or 0x80 with one bit of the passkey. */
export const f4 = (u: Uint8Array, v: Uint8Array, { x, z }: { readonly x: Uint8Array; readonly z: number }): Buffer =>
  cmac(x, Buffer.concat([u, v, Buffer.from([z])]));

const salt = Buffer.from('6c888391aaf5a53860370bdb5a6083be', 'hex');

/** What f5 takes besides the Diffie-Hellman key: both nonces, and both addresses with their type in front (7 octets). */
export interface KeyInput {
  readonly nonces: readonly [Uint8Array, Uint8Array];
  readonly addresses: readonly [Uint8Array, Uint8Array];
}

/** MacKey and long term key of LE Secure Connections (2.2.7). */
export function f5(
  shared: Uint8Array,
  { nonces, addresses }: KeyInput,
): { readonly macKey: Buffer; readonly ltk: Buffer } {
  const t = cmac(salt, shared);
  const tail = Buffer.concat([Buffer.from('btle'), ...nonces, ...addresses, Buffer.from([1, 0])]);
  const of = (counter: number) => cmac(t, Buffer.concat([Buffer.from([counter]), tail]));
  return { macKey: of(0), ltk: of(1) };
}

/** Address hash of a resolvable private address (2.2.2): the lower 3 octets, from the upper 3. */
export const ah = (resolvingKey: Uint8Array, random: Uint8Array): Buffer =>
  e(resolvingKey, Buffer.concat([Buffer.alloc(13), random])).subarray(13);

/** One encrypted packet of the link layer, and where it stands (Vol 6 Part B, 2.4 and Part E). */
export interface Sealed {
  /** First octet of the header. */
  readonly header: number;
  /** Payload with the message integrity check of 4 octets. */
  readonly payload: Uint8Array;
  readonly fromCentral: boolean;
  readonly counter: number;
}

/** Opens packets under the session key of a link; undefined where the integrity check does not hold. */
export function opener(longTermKey: Uint8Array, link: { readonly skd: Uint8Array; readonly iv: Uint8Array }) {
  const session = e(longTermKey, reversed(link.skd));
  return ({ header, payload, fromCentral, counter }: Sealed): Buffer | undefined => {
    const nonce = Buffer.alloc(13);
    nonce.writeUIntLE(counter, 0, 5);
    nonce[4] = (nonce[4] ?? 0) | (fromCentral ? 0x80 : 0);
    nonce.set(link.iv, 5);
    const decipher = createDecipheriv('aes-128-ccm', session, nonce, { authTagLength: 4 });
    const text = payload.subarray(0, payload.length - 4);
    decipher.setAuthTag(payload.subarray(payload.length - 4));
    decipher.setAAD(Buffer.from([header & 0xe3]), { plaintextLength: text.length });
    try {
      const clear = decipher.update(text);
      decipher.final();
      return clear;
    } catch {
      // Node says "unable to authenticate": another key, another counter, or a damaged packet.
      return undefined;
    }
  };
}

export function xor(one: Uint8Array, other: Uint8Array): Buffer {
  const out = Buffer.alloc(one.length);
  for (let at = 0; at < out.length; at++) out[at] = (one[at] ?? 0) ^ (other[at] ?? 0);
  return out;
}
