import type { TrustList } from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';
import { KeyError, algorithms, readPublicKey, type Algorithm, type PublicKey } from '../sign/public-key.ts';
import { decodeBase64 } from './envelope.ts';
import { refuse } from './refusal.ts';

type Body = TrustList['bodies'][number];
type ListedKey = Body['keys'][number];

/** A key that counts, and the body whose it is. */
export interface TrustedKey {
  readonly body: Body;
  readonly key: PublicKey;
  readonly notBefore: string;
  readonly notAfter: string;
}

/** A trust list whose every key is what it says. */
export interface Trust {
  readonly editions: readonly string[];
  readonly keys: ReadonlyMap<string, TrustedKey>;
}

/** A trust list that was fetched. */
export interface FetchedTrust {
  readonly list: TrustList;
  /** How fresh it is, in a sentence. */
  readonly note: string;
  /** When it was last said to be the present one. */
  readonly signedAt?: string | undefined;
}

/** A trust list, or how it is fetched. */
export type TrustSource = TrustList | (() => Promise<FetchedTrust>);

/** @throws Refusal */
export async function obtainTrust(
  source: TrustSource,
  at: string,
): Promise<Trust & { readonly list: TrustList; readonly note: string }> {
  const { list, note } = typeof source === 'function' ? await source() : { list: source, note: undefined };
  const trust = readTrust(list, at);
  const held = `the trust list holds ${trust.keys.size} keys and counts until ${list.expires}`;
  return { ...trust, list, note: note === undefined ? held : `${held}; ${note}` };
}

/**
 * Reads a trust list; one bad key spoils it, because a list that is wrong about one key is not trusted about another.
 * @throws Refusal
 */
export function readTrust(list: TrustList, at: string): Trust {
  const [misfit] = validate('trust', list);
  if (misfit !== undefined)
    refuse(
      misfit.keyword === 'format' ? 'TIME' : 'SCHEMA',
      `the trust list: ${misfit.path.join('.')} ${misfit.message}`,
    );
  if (list.expires < at) refuse('TRUST_EXPIRED', `the trust list ended at ${list.expires}; fetch the present one`);
  const keys = new Map<string, TrustedKey>();
  for (const body of list.bodies)
    for (const listed of body.keys) {
      const { keyid, notBefore, notAfter } = listed;
      if (keys.has(keyid)) refuse('KEY_DUP', `the trust list names the key ${keyid.slice(0, 16)} twice`);
      if (notAfter < notBefore)
        refuse('TIME_ORDER', `the window of the key ${keyid.slice(0, 16)} ends before it begins`);
      keys.set(keyid, { body, key: readKey(listed), notBefore, notAfter });
    }
  return { editions: list.editions, keys };
}

function readKey({ keyid, algorithm, publicKey }: ListedKey): PublicKey {
  const known = algorithms.find((name) => name === algorithm);
  if (known === undefined) refuse('ALG', `the trust list names the unknown algorithm "${algorithm.slice(0, 40)}"`);
  const key = open(decodeBase64(publicKey, `the key ${keyid.slice(0, 16)}`), known, keyid);
  if (key.keyId !== keyid) refuse('KEYID', `the key id ${keyid.slice(0, 16)} is not the digest of its key`);
  return key;
}

function open(spki: Buffer, algorithm: Algorithm, keyid: string): PublicKey {
  try {
    return readPublicKey(spki, algorithm);
  } catch (error) {
    if (error instanceof KeyError) refuse('KEY', `the key ${keyid.slice(0, 16)} ${error.message}`);
    throw error;
  }
}
