import { verify } from 'node:crypto';
import { pae } from '../sign/pae.ts';
import type { PublicKey } from '../sign/public-key.ts';
import type { OpenedEnvelope } from './envelope.ts';
import { refuse } from './refusal.ts';
import type { Trust, TrustedKey } from './trust.ts';

/**
 * The known keys whose signatures hold. A signature of an unknown key says nothing; a failing signature of a known key
 * is fatal, whatever else holds.
 * @throws Refusal SIG_INVALID, THRESHOLD
 */
export function checkSignatures(envelope: OpenedEnvelope, trust: Trust): readonly TrustedKey[] {
  return signersAmong(envelope, trust.keys, ({ body }) => body.name);
}

/**
 * The same for any set of keys by their ids; `nameOf` says whose a key is.
 * @throws Refusal SIG_INVALID, THRESHOLD
 */
export function signersAmong<T extends { readonly key: PublicKey }>(
  { type, payload, signatures }: OpenedEnvelope,
  known: ReadonlyMap<string, T>,
  nameOf: (one: T) => string,
): readonly T[] {
  const signed = pae(type, payload);
  const signers = signatures.flatMap(({ keyId, signature }) => {
    const trusted = known.get(keyId);
    if (trusted === undefined) return [];
    if (!holds(trusted.key, signed, signature))
      refuse(
        'SIG_INVALID',
        `the signature by ${nameOf(trusted)} does not hold: the document or the signature was changed`,
      );
    return [trusted];
  });
  if (signers.length === 0) refuse('THRESHOLD', 'nobody on the trust list signed this document');
  return signers;
}

/** Whether a signature over exactly these bytes holds: 64 bytes for Ed25519 (RFC 8032), DER for P-256 (FIPS 186-5). */
export function holds({ algorithm, key }: PublicKey, signed: Uint8Array, signature: Buffer): boolean {
  if (algorithm === 'ed25519') return signature.length === 64 && verify(null, signed, key, signature);
  return verify('sha256', signed, { key, dsaEncoding: 'der' }, signature);
}
