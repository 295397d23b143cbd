import { hash } from 'node:crypto';
import { parseStrictJson } from '../../schemas/strict-json.ts';
import type { StatusList } from '../../schemas/types.ts';
import { validate, type Misfit } from '../../schemas/validate.ts';
import { statusListType } from '../sign/pae.ts';
import { openEnvelope } from '../verify/envelope.ts';
import { refuse } from '../verify/refusal.ts';
import { signersAmong } from '../verify/signature.ts';
import type { RegistryTrust } from './policy.ts';

/** Where the list of a shard lies, relative to the registry. */
export const statusFile = (shard: number): string => `status/${shard}.dsse.json`;

/** Which list speaks of a certificate: the first 32 bits of the digest of its id, modulo the number of lists. */
export function shardOf(certificate: string, shards: number): number {
  return parseInt(hash('sha256', certificate).slice(0, 8), 16) % shards;
}

const isTime = ({ path, keyword }: Misfit) =>
  /^(?:issuedAt|nextUpdate|since)$/.test(path.at(-1) ?? '') && (keyword === 'format' || keyword === 'pattern');

/** Bounds of an envelope with a list, in bytes. */
export const largestStatus = 8 * 1024 * 1024;

/**
 * Reads a status list whose signature holds; whether it is fresh, and of whom it speaks, is for the caller to ask.
 * @throws Refusal of the envelope, SIG_INVALID, THRESHOLD, SCHEMA, TIME, ORIGIN; JsonError
 */
export function openStatusList(bytes: Uint8Array, { status, origin }: RegistryTrust): StatusList {
  const envelope = openEnvelope(bytes, statusListType);
  signersAmong(envelope, status, () => 'the registry');
  const value = parseStrictJson(envelope.payload, largestStatus);
  const [misfit] = validate('status-list', value);
  if (misfit !== undefined)
    refuse(isTime(misfit) ? 'TIME' : 'SCHEMA', `the status list: ${misfit.path.join('.')} ${misfit.message}`);
  const list = value as StatusList;
  if (list.origin !== origin) refuse('ORIGIN', `the status list is of the log "${list.origin}", not of ${origin}`);
  if (list.shard >= list.shards) refuse('SCHEMA', `list ${list.shard} of ${list.shards}`);
  return list;
}
