import { existsSync } from 'node:fs';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { UserError } from '../../schemas/problem.ts';
import type { AccreditationRoot, TrustList } from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';
import type { PublicKey } from '../sign/public-key.ts';
import type { Signer } from '../sign/signer.ts';
import type { Kind } from './form.ts';
import { rootKeyOf } from './keys.ts';
import { daysAfter, lifetimes, metaOf, sealMetadata, sha256, signersFor, specVersion } from './metadata.ts';
import {
  newestVersion,
  places,
  replace,
  trustFile,
  writeList,
  writeTimestamp,
  writeVersion,
  type Repository,
} from './repository.ts';

/** Who holds a role, and how many of them must sign. */
export interface Holders {
  readonly keys: readonly PublicKey[];
  readonly threshold: number;
}

/** The holders of all roles; snapshot and timestamp are signed by a machine, with keys that are online. */
export interface Holding {
  readonly root: Holders;
  readonly targets: Holders;
  readonly online: Holders;
}

/** Who signs now, and when it is; keys of other roles among the signers do no harm. */
export interface Signing {
  readonly signers: readonly Signer[];
  readonly now: string;
  /** Days after which each kind of metadata counts no more, where not the usual ones. */
  readonly days?: Partial<Record<Kind, number>> | undefined;
}

/** What the owner of a scheme decides about the list; the rest follows. */
export type Draft = Omit<TrustList, 'version' | 'issued' | 'expires'>;

/** @throws UserError USAGE where the folder holds a repository, KEY where too few sign */
export async function init(folder: string, start: { holding: Holding; list: Draft }, signing: Signing): Promise<void> {
  if (existsSync(places(folder).metadata))
    throw new UserError({ code: 'USAGE', where: folder, problem: 'holds a repository already' }, 64);
  const root = rootFor(start.holding, 1, signing);
  const signed = await sealMetadata(root, signersFor('root', root, signing.signers));
  await publish({ folder, root, list: start.list, rootFile: signed }, signing);
}

/** Publishes a changed list: a new version of everything but the root. */
export async function publishList(repository: Repository, list: Draft, signing: Signing): Promise<void> {
  await publish({ ...repository, list }, signing);
}

/**
 * Replaces the keys of the roles. The new root is signed by enough holders of the old one and of the new one, so that
 * everybody who has any earlier root follows.
 */
export async function rotate(repository: Repository, holding: Holding, signing: Signing): Promise<void> {
  const { folder, root: old } = repository;
  const root = rootFor(holding, newestVersion(folder, 'root') + 1, signing);
  const both = [...signersFor('root', old, signing.signers), ...signersFor('root', root, signing.signers)];
  const rootFile = await sealMetadata(root, [...new Set(both)]);
  await publish({ ...repository, root, rootFile }, signing);
}

/** Signs snapshot and timestamp anew, so that they go on counting; the list stays what it is. */
export async function refresh(repository: Repository, signing: Signing): Promise<void> {
  const { folder, root, targets, snapshot, timestampFile } = repository;
  const targetsMeta = snapshot.meta['targets.json'];
  if (targets.expires <= signing.now) {
    const hint = 'Sign the list anew: toymark scheme refresh FOLDER --list --key LIST.pem --key ONLINE.pem';
    throw new UserError({ code: 'REFUSED', where: folder, problem: 'the list itself has expired', hint });
  }
  await publishOnline({ folder, root, targetsMeta, timestampFile }, signing);
}

interface Publication {
  readonly folder: string;
  readonly root: AccreditationRoot;
  readonly list: Draft;
  /** A root that is new. */
  readonly rootFile?: Buffer;
  readonly timestampFile?: Buffer;
}

async function publish({ folder, root, list, rootFile, timestampFile }: Publication, signing: Signing): Promise<void> {
  const { now, signers } = signing;
  const version = newestVersion(folder, 'targets') + 1;
  const expires = expiry('targets', signing);
  const bytes = listFile({ ...list, version, issued: now, expires });
  const target = { length: bytes.length, hashes: { sha256: sha256(bytes) } };
  const targets = await sealMetadata(
    { _type: 'targets', spec_version: specVersion, version, expires, targets: { [trustFile]: target } },
    signersFor('targets', root, signers),
  );
  const online = await sealOnline({ folder, root, targetsMeta: metaOf(version, targets) }, signing);
  // Nothing is written before everybody signed; the timestamp comes last, because it makes the rest visible.
  writeList(folder, bytes);
  if (rootFile !== undefined) writeVersion(folder, `${root.version}.root.json`, rootFile);
  writeVersion(folder, `${version}.targets.json`, targets);
  writeVersion(folder, `${online.version}.snapshot.json`, online.snapshot);
  writeTimestamp(folder, online.timestamp, timestampFile);
  if (rootFile !== undefined) replace(places(folder).root, rootFile);
}

/** @throws UserError SCHEMA */
function listFile(list: TrustList): Buffer {
  const misfits = validate('trust', list);
  if (misfits.length > 0)
    throw new UserError(
      misfits.map(({ path, message }) => ({ code: 'SCHEMA', where: `the list: ${path.join('.')}`, problem: message })),
    );
  return Buffer.from(canonicalJson(list));
}

interface Online {
  readonly folder: string;
  readonly root: AccreditationRoot;
  readonly targetsMeta: ReturnType<typeof metaOf>;
  readonly timestampFile?: Buffer;
}

async function publishOnline(online: Online, signing: Signing): Promise<void> {
  const { version, snapshot, timestamp } = await sealOnline(online, signing);
  writeVersion(online.folder, `${version}.snapshot.json`, snapshot);
  writeTimestamp(online.folder, timestamp, online.timestampFile);
}

async function sealOnline({ folder, root, targetsMeta }: Online, signing: Signing) {
  const version = newestVersion(folder, 'snapshot') + 1;
  const form = (kind: Kind) => ({ spec_version: specVersion, version, expires: expiry(kind, signing) });
  const snapshot = await sealMetadata(
    { _type: 'snapshot', ...form('snapshot'), meta: { 'targets.json': targetsMeta } },
    signersFor('snapshot', root, signing.signers),
  );
  // Snapshot and timestamp are always made together and share their number.
  const meta = { 'snapshot.json': metaOf(version, snapshot) };
  const timestamp = await sealMetadata(
    { _type: 'timestamp', ...form('timestamp'), signedAt: signing.now, meta },
    signersFor('timestamp', root, signing.signers),
  );
  return { version, snapshot, timestamp };
}

function rootFor({ root, targets, online }: Holding, version: number, signing: Signing): AccreditationRoot {
  const keys = [root, targets, online].flatMap((holders) => holders.keys.map(rootKeyOf));
  const role = ({ keys: own, threshold }: Holders) => ({
    keyids: [...new Set(own.map((key) => rootKeyOf(key).keyid))],
    threshold,
  });
  const roles = { root: role(root), targets: role(targets), snapshot: role(online), timestamp: role(online) };
  return {
    _type: 'root',
    spec_version: specVersion,
    version,
    expires: expiry('root', signing),
    consistent_snapshot: true,
    keys: Object.fromEntries(keys.map(({ keyid, key }) => [keyid, key])),
    roles,
  };
}

const expiry = (kind: Kind, { now, days }: Signing) => daysAfter(now, days?.[kind] ?? lifetimes[kind]);
