import { sign, type KeyObject } from 'node:crypto';
import { publicKeyOf, type PublicKey } from './public-key.ts';

/** Somebody who can sign. A file, a token or a service may stand behind it. */
export interface Signer {
  readonly publicKey: PublicKey;
  readonly algorithm: PublicKey['algorithm'];
  readonly keyId: string;
  /** The signature over exactly these bytes: 64 bytes for Ed25519, DER for P-256. */
  readonly sign: (bytes: Uint8Array) => Promise<Buffer>;
}

/** @throws KeyError where the key is of neither algorithm */
export function signerOf(key: KeyObject): Signer {
  const publicKey = publicKeyOf(key);
  const { algorithm } = publicKey;
  const digest = algorithm === 'ed25519' ? null : 'sha256';
  return {
    publicKey,
    algorithm,
    keyId: publicKey.keyId,
    sign: (bytes) => Promise.resolve(sign(digest, bytes, key)),
  };
}
