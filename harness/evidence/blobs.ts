import { closeSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestOf } from '../../schemas/canonical-json.ts';
import { UserError } from '../../schemas/problem.ts';
import { replaceFile, spaceFor } from './files.ts';

/** Where the bytes of this digest lie: `blobs/ab/cdef…`. */
export function blobPath(folder: string, digest: string): string {
  const hex = /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1];
  if (hex === undefined) throw new Error(`${digest.slice(0, 80)} is not a digest`);
  return join(folder, 'blobs', hex.slice(0, 2), hex.slice(2));
}

/**
 * Stores bytes under their digest and returns it; the same bytes are stored once.
 * @throws UserError SPACE
 */
export function putBlob(folder: string, bytes: Uint8Array | string): string {
  const digest = digestOf(bytes);
  const path = blobPath(folder, digest);
  if (holds(path, digest)) return digest;
  spaceFor(path, () => mkdirSync(dirname(path), { recursive: true }));
  replaceFile(path, bytes, join(folder, 'incoming', digest.slice(7)));
  return digest;
}

/**
 * Bytes by their digest; they are lent, and overwritten when the next blob is read.
 * @throws UserError EVIDENCE_MISSING, or EVIDENCE_EDITED where the bytes are others
 */
export function lendBlob(folder: string, digest: string): Buffer {
  const path = blobPath(folder, digest);
  const bytes = bytesAt(path);
  if (bytes === undefined)
    throw new UserError({
      code: 'EVIDENCE_MISSING',
      where: path,
      problem: 'the journal names bytes that are not here',
    });
  if (digestOf(bytes) !== digest)
    throw new UserError({
      code: 'EVIDENCE_EDITED',
      where: path,
      problem: 'the bytes do not have the digest they stand under',
    });
  return bytes;
}

function holds(path: string, digest: string): boolean {
  const bytes = bytesAt(path);
  return bytes !== undefined && digestOf(bytes) === digest;
}

// Bytes that are only proved need no memory of their own; for 1,000 judgings of a run that would be two gigabytes.
let room = Buffer.allocUnsafeSlow(1 << 20);

function bytesAt(path: string): Buffer | undefined {
  const descriptor = opened(path);
  if (descriptor === undefined) return undefined;
  try {
    let length = 0;
    for (;;) {
      const read = readSync(descriptor, room, length, room.length - length, null);
      if (read === 0) return room.subarray(0, length);
      length += read;
      if (length === room.length) room = Buffer.concat([room], room.length * 2);
    }
  } finally {
    closeSync(descriptor);
  }
}

function opened(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
