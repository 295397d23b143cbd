import type { RegistryEvent, RegistryPolicy } from '../../schemas/types.ts';
import { checkWitnesses, clockSkew, openCheckpoint, type Witnessed } from '../registry/checkpoint.ts';
import { readEvent } from '../registry/event.ts';
import { leafHash, verifyInclusion, type TreeHead } from '../registry/merkle.ts';
import { readPolicy } from '../registry/policy.ts';
import { readProof } from '../registry/tlog-proof.ts';
import { refuse } from './refusal.ts';
import { checkTime } from './statement.ts';

/** What the certificate in hand says of itself; what is absent is not compared. */
export interface LogClaim {
  readonly certificate: string;
  /** Digest of the payload bytes of its envelope. */
  readonly digest: string;
  readonly level?: string;
  readonly edition?: string;
  readonly issuedAt?: string;
}

export interface ProofInput {
  /** A `.tlog-proof`, byte for byte as it arrived. */
  readonly proof: Uint8Array;
  /** Whom to believe about the registry. */
  readonly policy: RegistryPolicy;
  readonly claim: LogClaim;
  /** When it is verified, as 2026-11-23T12:00:00Z. */
  readonly at: string;
  /** A tree of this log that was seen before, if any. */
  readonly seen?: TreeHead;
}

/** A certificate that stands in the log. */
export interface Included {
  readonly index: number;
  readonly size: number;
  readonly root: Buffer;
  readonly event: RegistryEvent;
  readonly witnessed: readonly Witnessed[];
  /** A sentence for people. */
  readonly message: string;
}

/** A certificate is logged within so many days of its issue; later it was made to look older than it is. */
const mostDelayDays = 14;

/**
 * The step `log inclusion`: the issue of this certificate stands in the log, and enough witnesses saw the log with it.
 * Needs no network and no clock but the given time.
 * @throws Refusal TLOGPROOF, NOTE…, CHECKPOINT, ORIGIN, NOTE_SIG, NOTE_UNSIGNED, COSIG…, WITNESS, SPLIT_VIEW, INDEX_RANGE,
 *   PROOF_LEN, HASHLEN, INCLUSION, EVENT, LEAF_TYPE, LEAF_BIND, BACKDATE, and of the policy SCHEMA, VKEY, KEY, KEY_DUP
 */
export function verifyProof({ proof, policy, claim, at, seen }: ProofInput): Included {
  checkTime(at);
  const keys = readPolicy(policy);
  const { index, path, checkpoint, entry } = readProof(proof);
  const head = openCheckpoint(Buffer.from(checkpoint), keys, Date.parse(at) / 1000);
  checkWitnesses(head, keys);
  const { size, root, witnessed } = head;
  if (seen?.size === size && !root.equals(seen.root))
    refuse('SPLIT_VIEW', `two different trees of ${size} entries: the log shows different histories`);
  verifyInclusion(leafHash(entry), { index, size, path }, root);
  const event = readEvent(entry);
  checkClaim(event, claim);
  checkTimes(event, claim, witnessed);
  const seenBy = witnessed.length === 0 ? 'no witness' : witnessed.map(({ name }) => name).join(' and ');
  const message = `entry ${index} of ${size} in ${head.origin}, logged at ${event.at}, seen by ${seenBy}`;
  return { index, size, root, event, witnessed, message };
}

function checkClaim(event: RegistryEvent, claim: LogClaim): void {
  if (event.event !== 'issued') refuse('LEAF_TYPE', `the entry says that ${event.certificate} was ${event.event}`);
  if (event.certificate !== claim.certificate)
    refuse(
      'LEAF_BIND',
      `the entry is about the certificate ${event.certificate}, not ${claim.certificate.slice(0, 60)}`,
    );
  if (event.digest !== claim.digest) refuse('LEAF_BIND', 'the log names another digest for this certificate');
  for (const name of ['level', 'edition'] as const)
    if (claim[name] !== undefined && claim[name] !== event[name])
      refuse('LEAF_BIND', `the log names the ${name} ${event[name]}, the certificate ${claim[name].slice(0, 60)}`);
}

function checkTimes(event: RegistryEvent, { issuedAt }: LogClaim, witnessed: readonly Witnessed[]): void {
  const logged = Date.parse(event.at) / 1000;
  const issued = issuedAt === undefined ? logged : Date.parse(issuedAt) / 1000;
  const last = Math.min(...witnessed.map(({ at }) => at));
  if (Math.max(logged, issued) > last + clockSkew)
    refuse('BACKDATE', 'witnesses saw the entry before the certificate says it was issued');
  if (issued > logged + clockSkew) refuse('BACKDATE', 'the entry was logged before the certificate was issued');
  if (logged - issued > mostDelayDays * 86_400)
    refuse('BACKDATE', `the certificate says it was issued more than ${mostDelayDays} days before it was logged`);
}
