import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { UserError } from '../../schemas/problem.ts';
import { JsonError, parseStrictJson } from '../../schemas/strict-json.ts';
import type { RegistryPolicy } from '../../schemas/types.ts';
import { isUtcTime } from '../../schemas/validate.ts';
import type { Signer } from '../sign/signer.ts';
import { Refusal } from '../verify/refusal.ts';
import { signCheckpoint } from './checkpoint.ts';
import { place, readNeeded, realDisk } from './disk.ts';
import { emptyRoot } from './merkle.ts';
import { verifierKey } from './note.ts';
import { readPolicy, type RegistryTrust } from './policy.ts';
import { checkpointFile } from './log.ts';

/** A registry in a folder of this machine, of which nothing but the policy has been read. */
export interface Registry {
  readonly folder: string;
  readonly policy: RegistryPolicy;
  readonly trust: RegistryTrust;
}

/** The public description of a registry: whom to believe about it. */
export const policyFile = 'registry.json';
const largestPolicy = 64 * 1024;

/** What a registry is founded on. */
export interface Founding {
  readonly origin: string;
  /** The log's key. */
  readonly signer: Signer;
  /** Verifier keys of the witnesses. */
  readonly witnesses: readonly string[];
  readonly threshold: number;
  /** Keys that sign status lists. */
  readonly statusSigners: readonly Pick<Signer, 'algorithm' | 'publicKey'>[];
  readonly statusShards?: number;
}

/**
 * Founds a registry with an empty log.
 * @throws UserError FILE where there is one already, REFUSED where the policy contradicts itself
 */
export async function found(folder: string, founding: Founding): Promise<Registry> {
  if (existsSync(join(folder, policyFile)))
    throw new UserError({ code: 'FILE', where: folder, problem: 'there is a registry already' });
  const { origin, signer } = founding;
  const policy = naming(folder, () => policyOf(founding));
  const trust = naming(folder, () => readPolicy(policy));
  const checkpoint = await signCheckpoint({ origin, size: 0, root: emptyRoot }, signer);
  place(realDisk, folder, [{ path: checkpointFile, bytes: Buffer.from(checkpoint) }]);
  // Last, because it is what makes the folder a registry.
  place(realDisk, folder, [{ path: policyFile, bytes: Buffer.from(canonicalJson(policy)) }]);
  return { folder, policy, trust };
}

/** @throws UserError FILE, SIZE, REFUSED */
export function openRegistry(folder: string): Registry {
  const bytes = readNeeded(join(folder, policyFile), largestPolicy);
  const policy = naming(folder, () => parseStrictJson(bytes) as RegistryPolicy);
  return { folder, policy, trust: naming(folder, () => readPolicy(policy)) };
}

function policyOf({ origin, signer, witnesses, threshold, ...founding }: Founding): RegistryPolicy {
  return {
    registry: 1,
    origin,
    logKey: verifierKey(origin, signer, 'log'),
    witnesses: [...witnesses],
    witnessThreshold: threshold,
    statusKeys: founding.statusSigners.map(({ algorithm, publicKey }) => ({
      algorithm,
      publicKey: publicKey.spki.toString('base64'),
    })),
    statusShards: founding.statusShards ?? 1,
  };
}

/** Makes of what is refused a problem of the file or folder that it is about. */
export function naming<T>(where: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof JsonError)) throw error;
    throw new UserError({ code: 'REFUSED', where, problem: `${error.code}: ${error.message}` });
  }
}

/**
 * Seconds since 1970 of a time such as 2026-11-23T12:00:00Z.
 * @throws UserError USAGE
 */
export function inSeconds(at: string): number {
  if (isUtcTime(at)) return Date.parse(at) / 1000;
  const problem = 'expected a time such as 2026-11-23T12:00:00Z';
  throw new UserError({ code: 'USAGE', where: at.slice(0, 40), problem }, 64);
}
