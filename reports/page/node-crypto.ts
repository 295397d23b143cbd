import { sha256 } from '@noble/hashes/sha2.js';

/**
 * What the verifier asks of node:crypto, answered in a browser: digests at once, signatures by WebCrypto. WebCrypto
 * answers later, and the verifier does not wait; so a question that was never asked throws {@link Pending}, and whoever
 * called verifies again once the answer is known. Verifying is a pure function, so nothing is lost but the time.
 */
export class Pending extends Error {
  override readonly name = 'Pending';
  /** Fulfilled once the answer is known; rejected where this browser cannot give it. */
  readonly answered: Promise<void>;

  constructor(answered: Promise<void>) {
    super('asked of WebCrypto');
    this.answered = answered;
  }
}

const answers = new Map<string, boolean>();
const asked = new Map<string, Promise<void>>();
const mostRounds = 10_000;

/** Carries out work that verifies, again and again until every signature it asks about is known. */
export async function settled<T>(work: () => Promise<T> | T): Promise<T> {
  for (let round = 0; round < mostRounds; round++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Pending)) throw error;
      await error.answered;
    }
  }
  throw new Error('the verification does not come to an end');
}

type Bytes = Uint8Array;

/** A public key of one of our two algorithms; the part of Node's KeyObject that the verifier uses. */
export interface KeyObject {
  readonly asymmetricKeyType: 'ed25519' | 'ec';
  readonly asymmetricKeyDetails: { readonly namedCurve?: string };
  readonly spki: Bytes;
  readonly export: () => Buffer;
}

const prefixes = {
  ed25519: '302a300506032b6570032100',
  ec: '3059301306072a8648ce3d020106082a8648ce3d03010703420004',
} as const;

/** @throws Error for anything but a canonical SubjectPublicKeyInfo of Ed25519 or P-256, as the verifier wants it anyway */
export function createPublicKey({ key }: { readonly key: Bytes }): KeyObject {
  const hexadecimal = Buffer.from(key).toString('hex');
  const type = (['ed25519', 'ec'] as const).find((one) => hexadecimal.startsWith(prefixes[one]));
  if (type === undefined || key.length !== (type === 'ec' ? 91 : 44)) throw new Error('not a key we know');
  // A point that is not on the curve is no key; Node says so at once.
  if (type === 'ec' && !answer(`key ${hexadecimal}`, () => isKey(key))) throw new Error('not a point of the curve');
  return {
    asymmetricKeyType: type,
    asymmetricKeyDetails: type === 'ec' ? { namedCurve: 'prime256v1' } : {},
    spki: key,
    export: () => Buffer.from(key),
  };
}

/** Whether a signature holds: Ed25519 over the bytes, or ECDSA with SHA-256 in DER. */
export function verify(
  ...[, data, key, signature]: [string | null, Bytes, KeyObject | { readonly key: KeyObject }, Bytes]
): boolean {
  const { spki, asymmetricKeyType } = 'key' in key ? key.key : key;
  const question = [spki, data, signature].map((part) => hash('sha256', part)).join(' ');
  return answer(question, () => (asymmetricKeyType === 'ec' ? ecdsaHolds : ed25519Holds)(spki, data, signature));
}

export function hash(algorithm: 'sha256', data: string | Bytes, encoding?: 'hex'): string;
export function hash(algorithm: 'sha256', data: string | Bytes, encoding: 'buffer'): Buffer;
/** SHA-256, the one digest of the verifier (FIPS 180-4). */
export function hash(_algorithm: 'sha256', data: string | Bytes, encoding: 'hex' | 'buffer' = 'hex'): string | Buffer {
  const digest = Buffer.from(sha256(typeof data === 'string' ? Buffer.from(data) : data));
  return encoding === 'buffer' ? digest : digest.toString('hex');
}

/** The same in the older form of Node. */
export function createHash(algorithm: 'sha256') {
  const parts: Buffer[] = [];
  const made = {
    update: (data: string | Bytes) => {
      parts.push(typeof data === 'string' ? Buffer.from(data) : Buffer.from(data));
      return made;
    },
    digest: (encoding?: BufferEncoding) => {
      const digest = hash(algorithm, Buffer.concat(parts), 'buffer');
      return encoding === undefined ? digest : digest.toString(encoding);
    },
  };
  return made;
}

/** Private keys never come to a browser. */
export function createPrivateKey(): never {
  throw new Error('a browser signs nothing here');
}
export const generateKeyPairSync = createPrivateKey;
export const sign = createPrivateKey;

function answer(question: string, ask: () => Promise<boolean>): boolean {
  const known = answers.get(question);
  if (known !== undefined) return known;
  const asking = asked.get(question) ?? ask().then((yes) => void answers.set(question, yes));
  asked.set(question, asking);
  throw new Pending(asking);
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' };
// WebCrypto wants its own copy of bytes.
const own = (bytes: Bytes): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);

async function isKey(spki: Bytes): Promise<boolean> {
  try {
    await crypto.subtle.importKey('spki', own(spki), curve, true, ['verify']);
    return true;
  } catch (error) {
    return unlessUnsupported(error);
  }
}

async function ed25519Holds(spki: Bytes, data: Bytes, signature: Bytes): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('spki', own(spki), { name: 'Ed25519' }, true, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, own(signature), own(data));
  } catch (error) {
    return unlessUnsupported(error);
  }
}

async function ecdsaHolds(spki: Bytes, data: Bytes, signature: Bytes): Promise<boolean> {
  const raw = rawOf(signature);
  if (raw === undefined) return false;
  const key = await crypto.subtle.importKey('spki', own(spki), curve, true, ['verify']);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, own(raw), own(data));
}

// "Cannot" is never "does not hold".
function unlessUnsupported(error: unknown): false {
  if ((error as Error).name === 'NotSupportedError') throw error;
  return false;
}

/** r and s, 32 bytes each, of an ECDSA-Sig-Value in DER (RFC 3279, 2.2.3) that is spelled in its only way. */
export function rawOf(der: Bytes): Bytes | undefined {
  const [sequence, length, ...body] = der;
  if (sequence !== 0x30 || length !== body.length || length > 70) return undefined;
  const r = integerIn(body);
  const s = r === undefined ? undefined : integerIn(r.rest);
  if (r === undefined || s === undefined || s.rest.length > 0) return undefined;
  return Uint8Array.from([...r.padded, ...s.padded]);
}

function integerIn(bytes: readonly number[]) {
  const [tag, length = 0, first = 0x80, second = 0] = bytes;
  const value = bytes.slice(2, 2 + length);
  const negative = first >= 0x80;
  const longer = first === 0 && length > 1 && second < 0x80;
  if (tag !== 2 || value.length !== length || length === 0 || negative || longer) return undefined;
  const digits = first === 0 ? value.slice(1) : value;
  if (digits.length > 32) return undefined;
  return { padded: [...new Array<number>(32 - digits.length).fill(0), ...digits], rest: bytes.slice(2 + length) };
}
