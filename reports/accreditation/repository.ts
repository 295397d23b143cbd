import { existsSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../schemas/make-folder.ts';
import { UserError } from '../../schemas/problem.ts';
import { JsonError, parseStrictJson } from '../../schemas/strict-json.ts';
import type { TrustList } from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';
import { Refusal } from '../verify/refusal.ts';
import { largest, readMetadata, type Kind, type Kinds } from './form.ts';
import { sha256 } from './metadata.ts';

/** The one target: the trust list. */
export const trustFile = 'trust.json';

/** What a repository says now. */
export interface Repository extends Kinds {
  readonly folder: string;
  readonly list: TrustList;
  /** The file that was read first, to notice that somebody else published meanwhile. */
  readonly timestampFile: Buffer;
}

/** The folders of a repository; files only, so that any web server or object store serves it. */
export const places = (folder: string) => ({
  metadata: join(folder, 'metadata'),
  targets: join(folder, 'targets'),
  /** The root that is handed to those who verify. */
  root: join(folder, 'root.json'),
});

/** @throws UserError FILE where there is no repository, REFUSED where it is damaged */
export function readRepository(folder: string): Repository {
  const { metadata, targets: list } = places(folder);
  if (!existsSync(join(metadata, 'timestamp.json'))) {
    const hint = 'toymark scheme init makes one.';
    throw new UserError({ code: 'FILE', where: folder, problem: 'holds no accreditation repository', hint });
  }
  const timestampFile = read(join(metadata, 'timestamp.json'), largest.timestamp);
  const timestamp = at('timestamp', timestampFile, folder);
  const versioned = <K extends Kind>(kind: K, version: number) =>
    at(kind, read(join(metadata, `${version}.${kind}.json`), largest[kind]), folder);
  const snapshot = versioned('snapshot', timestamp.meta['snapshot.json'].version);
  const targets = versioned('targets', snapshot.meta['targets.json'].version);
  const root = versioned('root', newestVersion(folder, 'root'));
  const digest = targets.targets[trustFile]?.hashes.sha256 ?? '';
  const bytes = read(join(list, `${digest}.${trustFile}`), largest.target);
  return { folder, timestampFile, timestamp, snapshot, targets, root, list: readList(bytes, folder) };
}

/** The highest version of a kind that lies in the folder, also where it was never published; 0 where there is none. */
export function newestVersion(folder: string, kind: Kind): number {
  const { metadata } = places(folder);
  const files = existsSync(metadata) ? readdirSync(metadata) : [];
  const versions = files.map((file) => /^([1-9][0-9]{0,8})\.([a-z]+)\.json$/.exec(file));
  return Math.max(0, ...versions.flatMap((match) => (match?.[2] === kind ? [Number(match[1])] : [])));
}

/** A new version beside the old ones; nothing that was published is changed. */
export function writeVersion(folder: string, name: string, bytes: Uint8Array): void {
  makeFolder(places(folder).metadata);
  writeFileSync(join(places(folder).metadata, name), bytes, { flag: 'wx' });
}

export function writeList(folder: string, bytes: Uint8Array): void {
  makeFolder(places(folder).targets);
  replace(join(places(folder).targets, `${sha256(bytes)}.${trustFile}`), bytes);
}

/** The last step of every change: from here on readers see it. */
export function writeTimestamp(folder: string, bytes: Uint8Array, expected?: Buffer): void {
  const file = join(places(folder).metadata, 'timestamp.json');
  if (expected !== undefined && !readFileSync(file).equals(expected)) {
    const problem = 'somebody else published a change meanwhile; nothing was changed';
    throw new UserError({ code: 'CONTRADICTION', where: folder, problem, hint: 'Give the command again.' });
  }
  replace(file, bytes);
}

/** Whole or not at all. */
export function replace(file: string, bytes: Uint8Array): void {
  const temporary = `${file}.part`;
  writeFileSync(temporary, bytes);
  renameSync(temporary, file);
}

function at<K extends Kind>(kind: K, bytes: Buffer, folder: string): Kinds[K] {
  return soundly(folder, () => readMetadata(kind, bytes).signed);
}

function readList(bytes: Buffer, folder: string): TrustList {
  const value = soundly(folder, () => parseStrictJson(bytes));
  const [misfit] = validate('trust', value);
  if (misfit === undefined) return value as TrustList;
  throw new UserError({ code: 'SCHEMA', where: folder, problem: `${misfit.path.join('.')} ${misfit.message}` });
}

function soundly<T>(where: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof JsonError)) throw error;
    throw new UserError({ code: 'REFUSED', where, problem: `${error.code}: ${error.message}` });
  }
}

function read(file: string, limit: number): Buffer {
  if (!existsSync(file)) throw new UserError({ code: 'FILE', where: file, problem: 'no such file' });
  const { size } = statSync(file);
  if (size <= limit) return readFileSync(file);
  throw new UserError({ code: 'SIZE', where: file, problem: `${size} bytes, at most ${limit} are read` });
}
