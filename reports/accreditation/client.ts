import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Updater } from 'tuf-js';
import { makeFolder } from '../../schemas/make-folder.ts';
import { parseStrictJson } from '../../schemas/strict-json.ts';
import type { TrustList } from '../../schemas/types.ts';
import { Refusal, refuse } from '../verify/refusal.ts';
import { why } from './diagnose.ts';
import { BoundedFetcher } from './fetcher.ts';
import { largest, readMetadata } from './form.ts';
import { sha256 } from './metadata.ts';
import { replace, trustFile } from './repository.ts';

/** Where trust data come from, and from which root they are believed. */
export interface SchemeSource {
  /** Folder of the repository, or its http(s) address. */
  readonly from: string;
  /** Root metadata, as the verifier got them once and keeps them. */
  readonly root: Uint8Array;
  /** Folder that remembers what was seen, so that nothing older is accepted afterwards. */
  readonly cache: string;
  /** Ask nobody; use what is remembered. */
  readonly offline?: boolean | undefined;
  /** How long one file may take, in milliseconds. */
  readonly patience?: number;
}

/** A trust list that the holders of the root stand behind. */
export interface Accredited {
  readonly list: TrustList;
  /** When a machine of the scheme last said that this is the present list. */
  readonly signedAt: string | undefined;
  /** Until when that counts. */
  readonly expires: string;
  readonly rootVersion: number;
  /** Whether it was fetched now or remembered, because nothing could be fetched. */
  readonly from: 'source' | 'cache';
}

const remembered = ['root.json', 'timestamp.json', 'snapshot.json', 'targets.json', trustFile];

/**
 * The present trust list of a scheme, by the client of The Update Framework (tuf-js): rollback, freeze, mixed versions
 * and roots that the old root did not sign are refused. Works on a copy of the cache, which changes only on success.
 * Expiry is measured with the clock of this machine.
 * @throws Refusal, JsonError
 */
export async function fetchTrust(source: SchemeSource): Promise<Accredited> {
  readMetadata('root', source.root);
  const cache = join(source.cache, sha256(source.root));
  const work = mkdtempSync(join(tmpdir(), 'toymark-trust-'));
  try {
    const known = copyIfThere(cache, work);
    if (!known) writeFileSync(join(work, 'root.json'), source.root);
    const from = await update(source, { cache, work, known });
    const accredited = { ...read(work), from };
    remember(work, cache);
    return accredited;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

interface Places {
  readonly cache: string;
  readonly work: string;
  /** Whether the cache holds anything. */
  readonly known: boolean;
}

async function update(source: SchemeSource, { cache, work, known }: Places): Promise<Accredited['from']> {
  const online = new BoundedFetcher(baseOf(source.from), source.patience);
  if (source.offline !== true) {
    const error = await attempt(() => load(source, work, { fetcher: online, forceCache: false }));
    if (error === undefined) return 'source';
    if (!online.unreachable) throw why(error, online, work);
    if (!known) refuse('TRUST_UNREACHABLE', `the trust list cannot be fetched: ${error.message}`);
  }
  // What was fetched in part is forgotten again.
  copyIfThere(cache, work);
  const none = new BoundedFetcher(new URL('file:///nowhere/'));
  const error = await attempt(() => load(source, work, { fetcher: none, forceCache: true }));
  if (error === undefined) return 'cache';
  const kept = known ? 'what was kept of it counts no more' : 'nothing was kept of it';
  throw new Refusal(known ? 'TRUST_EXPIRED' : 'TRUST_UNREACHABLE', `the trust list was not fetched, and ${kept}`);
}

type How = Pick<ConstructorParameters<typeof Updater>[0], 'fetcher' | 'forceCache'>;

async function load(source: SchemeSource, work: string, how: How): Promise<void> {
  const base = how.forceCache === true ? new URL('file:///elsewhere/') : baseOf(source.from);
  const updater = new Updater({
    ...how,
    metadataDir: work,
    metadataBaseUrl: new URL('metadata', base).href,
    targetBaseUrl: new URL('targets', base).href,
    config: { ...bounds },
  });
  await updater.refresh();
  const target = await updater.getTargetInfo(trustFile);
  if (target === undefined) refuse('TRUST_UNREADABLE', 'the repository holds no trust list');
  const file = join(work, trustFile);
  if ((await updater.findCachedTarget(target, file)) === undefined) await updater.downloadTarget(target, file);
}

const bounds = {
  maxRootRotations: 256,
  maxDelegations: 1,
  rootMaxLength: largest.root,
  timestampMaxLength: largest.timestamp,
  snapshotMaxLength: largest.snapshot,
  targetsMaxLength: largest.targets,
};

async function attempt(work: () => Promise<void>): Promise<Error | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

function read(work: string): Omit<Accredited, 'from'> {
  const file = (name: string) => readFileSync(join(work, name));
  const { signedAt, expires } = readMetadata('timestamp', file('timestamp.json')).signed;
  const { version } = readMetadata('root', file('root.json')).signed;
  const list = parseStrictJson(file(trustFile), largest.target) as TrustList;
  return { list, signedAt, expires, rootVersion: version };
}

/** A folder or an address, ending in a slash. */
function baseOf(from: string): URL {
  const url = /^https?:\/\//.test(from) ? new URL(from) : pathToFileURL(resolve(from));
  return new URL(`${url.href.replace(/\/$/, '')}/`);
}

function copyIfThere(from: string, to: string): boolean {
  const there = remembered.filter((name) => existsSync(join(from, name)));
  for (const name of there) copyFileSync(join(from, name), join(to, name));
  return there.includes('root.json');
}

// Root last: without it the rest is not looked at.
function remember(from: string, to: string): void {
  makeFolder(to);
  for (const name of [...remembered].reverse()) replace(join(to, name), readFileSync(join(from, name)));
}
