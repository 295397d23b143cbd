import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../../schemas/problem.ts';

/**
 * Puts whole new bytes at a path, or leaves what was there: written to `temporary` on the same file system, forced to the
 * disk, then renamed. A power cut leaves the old or the new, never a part.
 * @throws UserError SPACE where the disk is full
 */
export function replaceFile(file: string, bytes: Uint8Array | string, temporary: string): void {
  spaceFor(file, () => {
    try {
      const descriptor = openSync(temporary, 'w', 0o644);
      try {
        writeWhole(descriptor, bytes);
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
      renameSync(temporary, file);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    syncFolder(dirname(file));
  });
}

/** Writes all bytes; one call may write fewer than it was given. */
export function writeWhole(descriptor: number, content: Uint8Array | string): void {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
}

// A renamed file is found after a power cut only if its folder reached the disk too.
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Turns a full disk into a problem that says what to do; everything else passes through. */
export function spaceFor<T>(where: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error;
    throw new UserError({
      code: 'SPACE',
      where,
      problem: 'the disk is full; what was recorded before is kept',
      hint: 'Free some space, then give the same command again; gathering goes on with toymark gather RUN --resume.',
    });
  }
}
