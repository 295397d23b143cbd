import { unsafe } from '@noble/ciphers/aes.js';
import { confirmBlocks, type ConfirmInput } from './smp-crypto.ts';

/** A confirm value of LE legacy pairing with the random value that opened it, most significant octet first. */
export interface Commitment {
  readonly confirm: Uint8Array;
  readonly random: Uint8Array;
}

export interface Search {
  readonly input: ConfirmInput;
  readonly commitment: Commitment;
  readonly signal?: AbortSignal;
}

const keys = 1_000_000;
const stride = 20_000;

// What people and factories choose comes first.
const usual = [0, 123456, 111111, 1234, 654321, 999999, 888888, 121212, 112233, 123123];

/**
 * The temporary key of LE legacy pairing, 0 to 999999, that gives this confirm value (Vol 3 Part H, 2.2.3 and 2.3.5.3);
 * undefined where none does, as with a key exchanged out of band. A million keys take about a second or two; the
 * program stays awake meanwhile.
 * @throws the reason of the signal
 */
export async function searchPasskey({ input, commitment, signal }: Search): Promise<number | undefined> {
  const fits = matcher(input, commitment);
  const early = usual.find(fits);
  if (early !== undefined) return early;
  for (let from = 0; from < keys; from += stride) {
    for (let key = from; key < from + stride; key++) if (fits(key)) return key;
    signal?.throwIfAborted();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return undefined;
}

/** Whether a key gives the confirm value. The words are little-endian, as the cipher takes them. */
function matcher(input: ConfirmInput, { confirm, random }: Commitment): (key: number) => boolean {
  const [p1, p2] = confirmBlocks(input).map(words) as [Words, Words];
  const [r, wanted] = [words(random), words(confirm)];
  const first: Words = [r[0] ^ p1[0], r[1] ^ p1[1], r[2] ^ p1[2], r[3] ^ p1[3]];
  const key = new Uint8Array(16);
  return (passkey) => {
    key[13] = passkey >>> 16;
    key[14] = passkey >>> 8;
    key[15] = passkey;
    const schedule = unsafe.expandKeyLE(key);
    const inner = unsafe.encrypt(schedule, first[0], first[1], first[2], first[3]);
    const outer = unsafe.encrypt(schedule, inner.s0 ^ p2[0], inner.s1 ^ p2[1], inner.s2 ^ p2[2], inner.s3 ^ p2[3]);
    return (
      outer.s0 >>> 0 === wanted[0] &&
      outer.s1 >>> 0 === wanted[1] &&
      outer.s2 >>> 0 === wanted[2] &&
      outer.s3 >>> 0 === wanted[3]
    );
  };
}

type Words = readonly [number, number, number, number];

function words(block: Uint8Array): Words {
  const view = new DataView(block.buffer, block.byteOffset, 16);
  return [view.getUint32(0, true), view.getUint32(4, true), view.getUint32(8, true), view.getUint32(12, true)];
}
