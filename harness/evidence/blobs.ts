import { dirname, join } from 'node:path';
import { digestOf } from '../../schemas/canonical-json.ts';
import { makeFolder } from '../../schemas/make-folder.ts';
import { UserError } from '../../schemas/problem.ts';
import { layFile, lendFile, spaceFor } from './files.ts';

/** Where the bytes of this digest lie: `blobs/ab/cdef…`. */
export function blobPath(folder: string, digest: string): string {
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) throw new Error(`${digest.slice(0, 80)} is not a digest`);
  return `${folder}/blobs/${digest.slice(7, 9)}/${digest.slice(9)}`;
}

/**
 * Stores bytes under their digest and returns it; the same bytes are stored once. They are on the disk for certain once
 * the file was forced there.
 * @throws UserError SPACE
 */
export function layBlob(folder: string, bytes: Uint8Array | string): string {
  const digest = digestOf(bytes);
  const path = blobPath(folder, digest);
  if (holds(path, digest)) return digest;
  spaceFor(path, () => makeFolder(dirname(path)));
  layFile(path, { bytes, temporary: join(folder, 'incoming', digest.slice(7)) });
  return digest;
}

/**
 * Bytes by their digest; they are lent, and overwritten when the next blob is read.
 * @throws UserError EVIDENCE_MISSING, or EVIDENCE_EDITED where the bytes are others
 */
export function lendBlob(folder: string, digest: string): Buffer {
  const path = blobPath(folder, digest);
  const bytes = lendFile(path);
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
  const bytes = lendFile(path);
  return bytes !== undefined && digestOf(bytes) === digest;
}
