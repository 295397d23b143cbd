import type { RegistryPolicy } from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';
import { KeyError, readPublicKey, type PublicKey } from '../sign/public-key.ts';
import { decodeBase64 } from '../verify/envelope.ts';
import { refuse } from '../verify/refusal.ts';
import type { LogKeys } from './checkpoint.ts';
import { readVerifierKey, type NoteKey, type NoteKeyType } from './note.ts';

/** A policy whose every key is what it says. */
export interface RegistryTrust extends LogKeys {
  /** By key id. */
  readonly status: ReadonlyMap<string, { readonly key: PublicKey }>;
  readonly statusShards: number;
}

/**
 * Reads whom to believe about a registry; one bad key spoils it.
 * @throws Refusal SCHEMA, VKEY, KEY, KEY_DUP
 */
export function readPolicy(policy: RegistryPolicy): RegistryTrust {
  const [misfit] = validate('registry', policy);
  if (misfit !== undefined) refuse('SCHEMA', `the registry's policy: ${misfit.path.join('.')} ${misfit.message}`);
  const { origin, witnessThreshold: threshold, statusShards } = policy;
  const log = keyOf(policy.logKey, 'log');
  if (log.name !== origin) refuse('VKEY', `the key of the log is named ${log.name}, not ${origin}`);
  const witnesses = policy.witnesses.map((text) => keyOf(text, 'witness'));
  // Two names of one key would count one witness twice.
  const points = [log, ...witnesses].map(({ key }) => key.export({ type: 'spki', format: 'der' }).toString('base64'));
  if (new Set(points).size < points.length) refuse('KEY_DUP', 'two of the log and its witnesses have the same key');
  if (threshold > witnesses.length)
    refuse('SCHEMA', `${threshold} witnesses are demanded and ${witnesses.length} are named`);
  const status = new Map(policy.statusKeys.map(statusKey).map((key) => [key.keyId, { key }]));
  return { origin, log, witnesses, threshold, status, statusShards };
}

function keyOf(text: string, type: NoteKeyType): NoteKey {
  const key = readVerifierKey(text);
  if (key.type !== type) refuse('VKEY', `the key of ${key.name} is the key of a ${key.type}, not of a ${type}`);
  return key;
}

function statusKey({ algorithm, publicKey }: RegistryPolicy['statusKeys'][number]): PublicKey {
  try {
    return readPublicKey(decodeBase64(publicKey, 'the key of the status list'), algorithm);
  } catch (error) {
    if (error instanceof KeyError) refuse('KEY', `the key of the status list ${error.message}`);
    throw error;
  }
}
