import { join } from 'node:path';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { UserError } from '../../schemas/problem.ts';
import type { RegistryEvent, StatusList } from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';
import { statusListType } from '../sign/pae.ts';
import { seal } from '../sign/sign.ts';
import type { Signer } from '../sign/signer.ts';
import { openCheckpoint } from './checkpoint.ts';
import { place, readFile, realDisk } from './disk.ts';
import { readEvent } from './event.ts';
import { takeTurn } from './lock.ts';
import { checkpointBytes, inFolder, readBundle } from './log.ts';
import type { RegistryTrust } from './policy.ts';
import { inSeconds, naming, type Registry } from './registry.ts';
import { largestStatus, openStatusList, shardOf, statusFile } from './status-list.ts';
import { tileWidth } from './tiles.ts';

/** Who signs the lists, when, and for how long they count. */
export interface Listing {
  readonly signer: Signer;
  /** As 2026-11-23T12:00:00Z. */
  readonly at: string;
  readonly validSeconds: number;
}

type Status = StatusList['statuses'][number];

/**
 * Signs the present status of every certificate: what the lists before said, and what the log says since.
 * @returns the lists, by shard
 * @throws UserError KEY, REFUSED, REGISTRY_LOCKED, SIZE
 */
export async function publishStatus(registry: Registry, listing: Listing): Promise<readonly StatusList[]> {
  const { folder, trust } = registry;
  if (!trust.status.has(listing.signer.keyId))
    throw new UserError({ code: 'KEY', where: folder, problem: 'this key signs no status lists of this registry' });
  const done = await takeTurn(join(folder, 'private', 'lock'), 30_000);
  try {
    const lists = naming(folder, () => nextLists(registry, listing));
    const files = await Promise.all(
      lists.map(async (list) => {
        const envelope = await seal(Buffer.from(canonicalJson(list)), [listing.signer], statusListType);
        return { path: statusFile(list.shard), bytes: Buffer.from(canonicalJson(envelope)) };
      }),
    );
    place(realDisk, folder, files);
    return lists;
  } finally {
    done();
  }
}

function nextLists({ folder, trust }: Registry, { at, validSeconds }: Listing): readonly StatusList[] {
  const { size, root, origin } = openCheckpoint(checkpointBytes(folder), trust, inSeconds(at));
  const shards = trust.statusShards;
  const before = Array.from({ length: shards }, (_, shard) => listBefore(folder, shard, trust));
  const version = Math.max(...before.map((list) => list?.version ?? 0)) + 1;
  // A list that is missing or of another division is made from the whole log.
  const whole = before.some((list) => list?.shards !== shards);
  const from = whole ? 0 : Math.min(...before.map((list) => list?.logSize ?? 0));
  const known = whole ? [] : before.flatMap((list) => list?.statuses ?? []);
  const statuses = replay(new Map(known.map((status) => [status.certificate, status])), { folder, from, size });
  const nextUpdate = new Date((inSeconds(at) + validSeconds) * 1000).toISOString().replace('.000Z', 'Z');
  const common = { statusList: 1, origin, version, issuedAt: at, nextUpdate, logSize: size, shards } as const;
  return Array.from({ length: shards }, (_, shard) => ({
    ...common,
    logRoot: root.toString('base64'),
    shard,
    statuses: statuses.filter(({ certificate }) => shardOf(certificate, shards) === shard),
  })).map(checked);
}

function checked(list: StatusList): StatusList {
  const [misfit] = validate('status-list', list);
  if (misfit === undefined) return list;
  const hint = 'Divide the certificates among more lists: statusShards.';
  throw new UserError({ code: 'SIZE', where: statusFile(list.shard), problem: misfit.message, hint });
}

function listBefore(folder: string, shard: number, trust: RegistryTrust): StatusList | undefined {
  const bytes = readFile(join(folder, statusFile(shard)), largestStatus);
  return bytes === undefined ? undefined : openStatusList(bytes, trust);
}

interface Stretch {
  readonly folder: string;
  readonly from: number;
  readonly size: number;
}

function replay(statuses: Map<string, Status>, { folder, from, size }: Stretch): readonly Status[] {
  const read = inFolder(folder);
  for (let bundle = Math.floor(from / tileWidth); bundle * tileWidth < size; bundle++)
    for (const entry of readBundle(read, bundle, size).slice(Math.max(0, from - bundle * tileWidth)))
      note(statuses, readEvent(entry));
  return [...statuses.values()].sort((a, b) => (a.certificate < b.certificate ? -1 : 1));
}

function note(statuses: Map<string, Status>, { event, certificate, at, reason }: RegistryEvent): void {
  if (event === 'reinstated') statuses.delete(certificate);
  if ((event === 'suspended' || event === 'withdrawn') && reason !== undefined)
    statuses.set(certificate, { certificate, state: event, since: at, reason });
}
