import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../schemas/make-folder.ts';
import { UserError } from '../../schemas/problem.ts';

/** The steps by which the registry changes a disk; a test stands between them. */
export interface Disk {
  /** Makes a folder and those above it; they are durable when this returns. */
  readonly makeFolder: (folder: string) => void;
  /** Writes bytes at an offset of a file, new or not; they are durable when this returns. */
  readonly write: (file: string, bytes: Uint8Array, offset?: number) => void;
  readonly rename: (from: string, to: string) => void;
  /** Makes names in a folder durable. */
  readonly sync: (folder: string) => void;
  readonly remove: (path: string) => void;
}

/** A file to be, by its path relative to the registry. */
export interface NewFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export const realDisk: Disk = {
  makeFolder: makeSynced,
  write,
  rename: renameSync,
  sync,
  remove: (path) => rmSync(path, { recursive: true, force: true }),
};

/** Where files are written before they get their names. */
export const partsOf = (root: string): string => join(root, 'private', 'parts');

/**
 * Puts files in place, each whole or not at all. When this returns all are durable, contents and names; until then any
 * of them may be.
 */
export function place(disk: Disk, root: string, files: readonly NewFile[]): void {
  const parts = partsOf(root);
  disk.makeFolder(parts);
  const folders = new Set(files.map(({ path }) => dirname(join(root, path))));
  for (const folder of folders) disk.makeFolder(folder);
  files.forEach(({ path, bytes }, index) => {
    const part = join(parts, String(index));
    disk.write(part, bytes);
    disk.rename(part, join(root, path));
  });
  for (const folder of folders) disk.sync(folder);
}

/**
 * At most so many bytes of a regular file; undefined where there is none. Never waits for a pipe or reads a device.
 * @throws UserError FILE, SIZE
 */
export function readFile(file: string, limit: number): Buffer | undefined {
  let handle: number;
  try {
    handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new UserError({ code: 'FILE', where: file, problem: message });
  }
  try {
    return readOpen(handle, { file, limit });
  } finally {
    closeSync(handle);
  }
}

/** The same for a file that must be there. */
export function readNeeded(file: string, limit: number): Buffer {
  const bytes = readFile(file, limit);
  if (bytes === undefined) throw new UserError({ code: 'FILE', where: file, problem: 'no such file' });
  return bytes;
}

// The size is asked of the open file and enforced while reading, because a file can grow in between.
function readOpen(handle: number, { file, limit }: { file: string; limit: number }): Buffer {
  const stat = fstatSync(handle);
  if (!stat.isFile()) throw new UserError({ code: 'FILE', where: file, problem: 'is not a regular file' });
  const bytes = Buffer.alloc(Math.min(stat.size, limit) + 1);
  let length = 0;
  for (;;) {
    const read = readSync(handle, bytes, length, bytes.length - length, length);
    length += read;
    if (read === 0 || length === bytes.length) break;
  }
  if (length > limit)
    throw new UserError({ code: 'SIZE', where: file, problem: `at most ${limit} bytes are read of such a file` });
  return bytes.subarray(0, length);
}

function write(file: string, bytes: Uint8Array, offset?: number): void {
  const flags = constants.O_WRONLY | constants.O_CREAT | (offset === undefined ? constants.O_TRUNC : 0);
  const handle = openSync(file, flags, 0o644);
  try {
    let done = 0;
    while (done < bytes.length) done += writeSync(handle, bytes, done, bytes.length - done, (offset ?? 0) + done);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function makeSynced(folder: string): void {
  const first = makeFolder(folder);
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) sync(dirname(made));
}

function sync(folder: string): void {
  const handle = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Names in a folder; none where there is no folder. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
