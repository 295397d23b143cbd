import type { CertificateReason, RegistryPolicy, StatusList } from '../../schemas/types.ts';
import { clockSkew } from '../registry/checkpoint.ts';
import type { TreeHead } from '../registry/merkle.ts';
import { readPolicy } from '../registry/policy.ts';
import { openStatusList, shardOf } from '../registry/status-list.ts';
import { refuse } from './refusal.ts';
import { checkTime } from './statement.ts';

export interface StatusInput {
  /** The envelope of the status list, byte for byte as it arrived. */
  readonly status: Uint8Array;
  readonly policy: RegistryPolicy;
  readonly certificate: string;
  /** Where the certificate stands in the log, and the tree of its proof (see verifyProof). */
  readonly logged: TreeHead & { readonly index: number };
  /** When it is verified, as 2026-11-23T12:00:00Z. */
  readonly at: string;
  /** The newest version that was seen before, if any. */
  readonly seenVersion?: number;
}

/** A certificate that is in force, by a list that is fresh. */
export interface InForce {
  readonly version: number;
  readonly issuedAt: string;
  readonly nextUpdate: string;
  readonly logSize: number;
  /** A sentence for people. */
  readonly message: string;
}

/**
 * The step `status`: a fresh list, signed for this registry, that covers this certificate, says nothing against it.
 * @throws Refusal of the envelope, SIG_INVALID, THRESHOLD, SCHEMA, TIME, TIME_ORDER, ORIGIN, STATUS_FUTURE, STATUS_STALE,
 *   STATUS_ROLLBACK, STATUS_SHARD, STATUS_UNKNOWN, SPLIT_VIEW, REVOKED, SUSPENDED; JsonError
 */
export function verifyStatus(input: StatusInput): InForce {
  const { certificate, at } = input;
  checkTime(at);
  const list = openStatusList(input.status, readPolicy(input.policy));
  checkFresh(list, input);
  checkCovers(list, input);
  const entry = list.statuses.find((status) => status.certificate === certificate);
  if (entry !== undefined)
    refuse(
      entry.state === 'withdrawn' ? 'REVOKED' : 'SUSPENDED',
      `${certificate} was ${entry.state} at ${entry.since}, because ${reasonWords[entry.reason]} (${entry.reason})`,
    );
  const { version, issuedAt, nextUpdate, logSize } = list;
  const message = `in force by list ${version} of ${issuedAt}, which counts until ${nextUpdate}`;
  return { version, issuedAt, nextUpdate, logSize, message };
}

const reasonWords: Readonly<Record<CertificateReason, string>> = {
  vulnerability: 'a weakness was found that somebody could misuse',
  nonconformity: 'it was found not to meet the standard',
  surveillance: 'it was not shown, when it was looked at again, that it still meets the standard',
  misuse: 'the certificate was used for what it does not say',
  'holder-request': 'its holder asked for it',
  'accreditation-lost': 'who tested or certified it lost the right to do so',
  resolved: 'what stood against it is resolved',
  superseded: 'another certificate takes its place',
  'key-compromise': 'a key with which it was signed fell into other hands',
  error: 'it should never have been granted',
};

function checkFresh({ issuedAt, nextUpdate, version }: StatusList, { at, seenVersion }: StatusInput): void {
  if (nextUpdate < issuedAt) refuse('TIME_ORDER', 'the status list ends before it begins');
  if (Date.parse(issuedAt) > Date.parse(at) + clockSkew * 1000)
    refuse('STATUS_FUTURE', `the status list says it was issued at ${issuedAt}, which is yet to come`);
  if (nextUpdate < at) refuse('STATUS_STALE', `the status list ended at ${nextUpdate}; fetch the present one`);
  if (seenVersion !== undefined && version < seenVersion)
    refuse('STATUS_ROLLBACK', `this is list ${version}, and list ${seenVersion} was seen before`);
}

// A list that does not speak of the certificate says nothing for it.
function checkCovers(list: StatusList, { certificate, logged }: StatusInput): void {
  if (shardOf(certificate, list.shards) !== list.shard)
    refuse('STATUS_SHARD', `this is list ${list.shard} of ${list.shards}, which does not speak of ${certificate}`);
  if (logged.index >= list.logSize)
    refuse('STATUS_UNKNOWN', 'the status list is older than the certificate; fetch the present one');
  if (logged.size === list.logSize && Buffer.from(logged.root).toString('base64') !== list.logRoot)
    refuse('SPLIT_VIEW', `two different trees of ${list.logSize} entries: the log shows different histories`);
}
