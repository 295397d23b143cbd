import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { readFile } from '../../reports/registry/disk.ts';
import { fetchResource } from '../../reports/registry/remote.ts';
import { largestStatus, shardOf, statusFile } from '../../reports/registry/status-list.ts';
import { largestProof } from '../../reports/registry/tlog-proof.ts';
import { proofFile } from '../../reports/registry/prove.ts';
import type { CertificateInput, CertificateVerification } from '../../reports/verify/verify.ts';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { makeFolder } from '../../schemas/make-folder.ts';
import { JsonError, parseStrictJson } from '../../schemas/strict-json.ts';
import { UserError } from '../../schemas/problem.ts';
import type { Certificate, TrustList } from '../../schemas/types.ts';
import { replaceFile } from '../evidence/files.ts';

/** Where a person lets the state of a register come from. */
export interface RegisterOptions {
  /** Folder or http(s) address; as the trust list says where absent. */
  readonly registry?: string | undefined;
  readonly cache?: string | undefined;
  readonly offline?: boolean | undefined;
}

/** Fetches what a bundle lacks; undefined offline. Where nothing can be fetched the bundle's own parts have to do. */
export function onlineFrom(options: RegisterOptions, list: TrustList): CertificateInput['online'] {
  if (options.offline === true) return undefined;
  return async (lacking, certificate) => {
    const listed = registryOf(list, certificate);
    const place = options.registry ?? listed?.address;
    if (place === undefined) return undefined;
    const shards = listed?.policy.statusShards ?? 1;
    const wanted =
      lacking === 'proof'
        ? { path: proofFile(certificate.id), limit: largestProof }
        : { path: statusFile(shardOf(certificate.id, shards)), limit: largestStatus };
    if (!/^https?:\/\//.test(place)) return readFile(join(place, wanted.path), wanted.limit);
    try {
      return await fetchResource(place, wanted);
    } catch (error) {
      if (error instanceof UserError) return undefined;
      throw error;
    }
  };
}

function registryOf({ registries = [] }: TrustList, { registry }: Certificate) {
  return registries.find(({ policy }) => registry === undefined || policy.origin === registry);
}

/** What was seen of a register before; it never goes back (see CertificateInput). */
export type Seen = ReturnType<NonNullable<CertificateInput['seen']>>;

const largestMemory = 4096;

/** Reads what was seen of this register; nothing where it is the first time or the file is damaged. */
export function seenOf(options: RegisterOptions, origin: string): Seen {
  const bytes = readFile(memoryOf(options, origin), largestMemory);
  if (bytes === undefined) return {};
  try {
    const { size, root, statusVersion } = parseStrictJson(bytes) as Record<string, unknown>;
    if (typeof size !== 'number' || typeof root !== 'string' || typeof statusVersion !== 'number') return {};
    return { tree: { size, root: Buffer.from(root, 'base64') }, statusVersion };
  } catch (error) {
    if (error instanceof JsonError) return {};
    throw error;
  }
}

/** Remembers the newest state of a register that was seen. */
export function rememberSeen(options: RegisterOptions, origin: string, verification: CertificateVerification): void {
  const { included, inForce } = verification;
  if (included === undefined || inForce === undefined) return;
  const before = seenOf(options, origin);
  if ((before.tree?.size ?? 0) > included.size || (before.statusVersion ?? 0) > inForce.version) return;
  const file = memoryOf(options, origin);
  const folder = folderOf(options);
  if (!existsSync(folder)) makeFolder(folder);
  const { size, root } = included;
  const said = { origin, size, root: root.toString('base64'), statusVersion: inForce.version };
  replaceFile(file, canonicalJson(said), `${file}.part`);
}

function folderOf({ cache }: RegisterOptions): string {
  const home = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return cache === undefined ? join(home, 'toymark', 'registers') : join(cache, 'registers');
}

const memoryOf = (options: RegisterOptions, origin: string) =>
  join(folderOf(options), `${hash('sha256', origin)}.json`);
