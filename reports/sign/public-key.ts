import { createHash, createPublicKey, type KeyObject } from 'node:crypto';

/** Ed25519 (RFC 8032), and ECDSA over P-256 with SHA-256 (FIPS 186-5), whose signatures are DER. */
export type Algorithm = 'ed25519' | 'p256';

export const algorithms: readonly Algorithm[] = ['ed25519', 'p256'];

/** A public key that is what it says: the algorithm is a property of the key, never of a message. */
export interface PublicKey {
  readonly algorithm: Algorithm;
  /** SHA-256 of the SubjectPublicKeyInfo in DER, in lower-case hexadecimal. */
  readonly keyId: string;
  /** SubjectPublicKeyInfo (RFC 5280), DER. */
  readonly spki: Buffer;
  readonly key: KeyObject;
}

/** Why bytes are not a key we take, in a sentence. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
}

// RFC 8410 and RFC 5480: the identifier of the algorithm, then the point, uncompressed.
const encodings: Readonly<Record<Algorithm, { readonly prefix: string; readonly length: number }>> = {
  ed25519: { prefix: '302a300506032b6570032100', length: 44 },
  p256: { prefix: '3059301306072a8648ce3d020106082a8648ce3d03010703420004', length: 91 },
};

/**
 * Reads a SubjectPublicKeyInfo that must be of this algorithm.
 * @throws KeyError for another algorithm or curve, an encoding that is not the canonical one, a point of small order
 */
export function readPublicKey(spki: Buffer, algorithm: Algorithm): PublicKey {
  const key = parse(spki);
  if (algorithmOf(key) !== algorithm) throw new KeyError(`is not a key for ${algorithm}`);
  // Another encoding of the same point would have another key id.
  const { prefix, length } = encodings[algorithm];
  if (spki.length !== length || !spki.toString('hex').startsWith(prefix))
    throw new KeyError('is not in canonical encoding');
  if (algorithm === 'ed25519' && hasSmallOrder(spki.subarray(-32)))
    throw new KeyError('is a point of small order, under which anybody can sign');
  return { algorithm, keyId: keyIdOf(spki), spki, key };
}

/**
 * The public key of a key object, private or public. It is read anew from its encoding and the object itself is asked nothing:
 * node holds a lock while it tells the details of a key, and if it collects at that moment the work that generated the key,
 * it waits for that lock for ever.
 * @throws KeyError where the key is of neither algorithm
 */
export function publicKeyOf(key: KeyObject): PublicKey {
  const spki = (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' });
  const algorithm = algorithmOf(parse(spki));
  if (algorithm === undefined) throw new KeyError('is neither an Ed25519 nor a P-256 key');
  return readPublicKey(spki, algorithm);
}

function algorithmOf(key: KeyObject): Algorithm | undefined {
  if (key.asymmetricKeyType === 'ed25519') return 'ed25519';
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? 'p256' : undefined;
}

export function keyIdOf(spki: Uint8Array): string {
  return createHash('sha256').update(spki).digest('hex');
}

function parse(spki: Buffer): KeyObject {
  try {
    return createPublicKey({ key: spki, format: 'der', type: 'spki' });
  } catch {
    throw new KeyError('is not a SubjectPublicKeyInfo');
  }
}

const prime = 2n ** 255n - 19n;
// The y coordinates of the eight points whose order divides the cofactor (RFC 8032, 5.1; 0, 1, -1 and two of order 8).
const smallOrder = new Set([
  0n,
  1n,
  prime - 1n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
]);

function hasSmallOrder(point: Buffer): boolean {
  const littleEndian = BigInt(`0x${Buffer.from(point).reverse().toString('hex')}`);
  const y = (littleEndian & (2n ** 255n - 1n)) % prime;
  return smallOrder.has(y);
}
