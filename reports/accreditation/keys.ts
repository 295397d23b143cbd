import { createHash } from 'node:crypto';
import type { AccreditationKey } from '../../schemas/types.ts';
import { KeyError, readPublicKey, type PublicKey } from '../sign/public-key.ts';
import { refuse } from '../verify/refusal.ts';

/** A key with the id that the metadata of The Update Framework gives it; not the key id of our envelopes. */
export interface RootKey {
  readonly keyid: string;
  readonly key: AccreditationKey;
}

// RFC 8410: what precedes the 32 bytes of an Ed25519 key.
const ed25519 = Buffer.from('302a300506032b6570032100', 'hex');

/** The public key as TUF 1.0 writes it: Ed25519 in hexadecimal, P-256 in PEM. */
export function rootKeyOf({ algorithm, spki, key }: PublicKey): RootKey {
  const written: AccreditationKey =
    algorithm === 'ed25519'
      ? { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: spki.subarray(-32).toString('hex') } }
      : {
          keytype: 'ecdsa',
          scheme: 'ecdsa-sha2-nistp256',
          keyval: { public: String(key.export({ type: 'spki', format: 'pem' })) },
        };
  return { keyid: keyidOf(written), key: written };
}

/**
 * Reads a key of the root. Its id must be the digest of the key (TUF 1.0, 4.2): one key under two ids would count twice
 * towards a threshold.
 * @throws Refusal ALG, KEY, KEYID
 */
export function readRootKey(keyid: string, written: AccreditationKey): PublicKey {
  const algorithm = (['ed25519', 'p256'] as const).find((name) => schemes[name] === written.scheme);
  if (algorithm === undefined) refuse('ALG', `the root names the unknown scheme "${written.scheme}"`);
  try {
    const read = readPublicKey(spkiOf(written), algorithm);
    const { key } = rootKeyOf(read);
    if (key.keytype !== written.keytype || key.keyval.public !== written.keyval.public)
      throw new KeyError('is not written in its one form');
    if (keyidOf(written) !== keyid) refuse('KEYID', `the key id ${keyid.slice(0, 16)} is not the digest of its key`);
    return read;
  } catch (error) {
    if (error instanceof KeyError) refuse('KEY', `the key ${keyid.slice(0, 16)} of the root ${error.message}`);
    throw error;
  }
}

const schemes = { ed25519: 'ed25519', p256: 'ecdsa-sha2-nistp256' } as const;

function spkiOf({ scheme, keyval }: AccreditationKey): Buffer {
  if (scheme === schemes.ed25519) return Buffer.concat([ed25519, Buffer.from(keyval.public, 'hex')]);
  return Buffer.from(keyval.public.replace(/-----(BEGIN|END) PUBLIC KEY-----|\n/g, ''), 'base64');
}

// Canonical JSON of TUF: sorted names, and a line break stays a line break.
function keyidOf({ keytype, scheme, keyval }: AccreditationKey): string {
  const text = `{"keytype":"${keytype}","keyval":{"public":"${keyval.public}"},"scheme":"${scheme}"}`;
  return createHash('sha256').update(text).digest('hex');
}
