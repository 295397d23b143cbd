import { parseStrictJson } from '../../schemas/strict-json.ts';
import type {
  AccreditationMetadata,
  AccreditationRoot,
  AccreditationSnapshot,
  AccreditationTargets,
  AccreditationTimestamp,
} from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';
import { refuse } from '../verify/refusal.ts';
import { readRootKey } from './keys.ts';

/** The four kinds of metadata, each signed by the role of its name. */
export interface Kinds {
  readonly root: AccreditationRoot;
  readonly targets: AccreditationTargets;
  readonly snapshot: AccreditationSnapshot;
  readonly timestamp: AccreditationTimestamp;
}

export type Kind = keyof Kinds;

export const kinds: readonly Kind[] = ['root', 'targets', 'snapshot', 'timestamp'];

/** Metadata whose form was checked; its signatures were not. */
export interface ReadMetadata<K extends Kind = Kind> {
  readonly signed: Kinds[K];
  readonly signatures: AccreditationMetadata['signatures'];
}

/** Sizes beyond which nothing is read, in bytes. */
export const largest: Readonly<Record<Kind | 'target', number>> = {
  root: 256 * 1024,
  targets: 64 * 1024,
  snapshot: 16 * 1024,
  timestamp: 16 * 1024,
  target: 4 * 1024 * 1024,
};

/**
 * Reads metadata in the strict profile: I-JSON, known members alone, one signature a key, keys that are what they say.
 * The client of The Update Framework then reads the same bytes and can see nothing else in them.
 * @throws Refusal, JsonError
 */
export function readMetadata<K extends Kind>(kind: K, bytes: Uint8Array): ReadMetadata<K> {
  const value = parseStrictJson(bytes, largest[kind]);
  const [misfit] = validate('accreditation', value);
  if (misfit !== undefined)
    refuse(isTime(misfit.keyword) ? 'TIME' : 'SCHEMA', `${kind}: ${[...misfit.path, misfit.message].join(' ')}`);
  const { signed, signatures } = value as AccreditationMetadata;
  if (signed._type !== kind) refuse('SCHEMA', `expected metadata of the role ${kind}, got ${signed._type}`);
  if (new Set(signatures.map(({ keyid }) => keyid)).size < signatures.length)
    refuse('SIG_DUP', `${kind}: two signatures name the same key`);
  if (signed._type === 'root') checkRoot(signed);
  return { signed: signed as Kinds[K], signatures };
}

function checkRoot({ keys, roles }: AccreditationRoot): void {
  for (const [keyid, key] of Object.entries(keys)) readRootKey(keyid, key);
  for (const kind of kinds) {
    const { keyids, threshold } = roles[kind];
    const unknown = keyids.find((keyid) => !Object.hasOwn(keys, keyid));
    if (unknown !== undefined) refuse('KEY', `the root gives the role ${kind} to the unknown key ${unknown}`);
    if (threshold > keyids.length)
      refuse('TRUST_THRESHOLD', `the root asks ${threshold} of ${keyids.length} keys to sign ${kind}`);
  }
}

const isTime = (keyword: string) => keyword === 'format';
