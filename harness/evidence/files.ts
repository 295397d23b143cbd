import { closeSync, fsync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../../schemas/problem.ts';

/**
 * Puts whole new bytes at a path, or leaves what was there: written to `temporary` on the same file system, forced to the
 * disk, then renamed. A power cut leaves the old or the new, never a part.
 * @throws UserError SPACE where the disk is full
 */
export function replaceFile(file: string, bytes: Uint8Array | string, temporary: string): void {
  layFile(file, { bytes, temporary, before: fsyncSync });
  spaceFor(file, () => force(dirname(file)));
}

interface Laying {
  readonly bytes: Uint8Array | string;
  readonly temporary: string;
  /** Done with the descriptor before the file gets its name. */
  readonly before?: (descriptor: number) => void;
}

/**
 * The same without forcing anything to the disk: whoever is killed leaves the old or the new, a power cut may leave less.
 * @throws UserError SPACE where the disk is full
 */
export function layFile(file: string, { bytes, temporary, before }: Laying): void {
  spaceFor(file, () => {
    try {
      const descriptor = openSync(temporary, 'w', 0o644);
      try {
        writeWhole(descriptor, bytes);
        before?.(descriptor);
      } finally {
        closeSync(descriptor);
      }
      renameSync(temporary, file);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  });
}

/**
 * Forces a file that was laid to the disk, and its folder: a renamed file is found after a power cut only if that reached
 * the disk too.
 * @throws UserError SPACE where the disk is full
 */
export function forceFile(file: string): void {
  spaceFor(file, () => {
    for (const path of [file, dirname(file)]) force(path);
  });
}

/** The same, while this program goes on with other things. */
export async function forceFileLater(file: string): Promise<void> {
  try {
    for (const path of [file, dirname(file)]) await forceLater(path);
  } catch (error) {
    spaceFor(file, () => {
      throw error;
    });
  }
}

/** Writes all bytes; one call may write fewer than it was given. */
export function writeWhole(descriptor: number, content: Uint8Array | string): void {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
}

function force(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

async function forceLater(path: string): Promise<void> {
  const descriptor = openSync(path, 'r');
  try {
    await promisify(fsync)(descriptor);
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

// Bytes that are only proved need no memory of their own; for 1,000 judgings of a run that would be two gigabytes.
let room = Buffer.allocUnsafeSlow(1 << 20);

/**
 * The bytes of a file, undefined where there is none; they are lent, and overwritten when the next file is read. Of a file
 * that is longer than `most` only the beginning, which is longer than that too.
 */
export function lendFile(file: string, most = Infinity): Buffer | undefined {
  const descriptor = opened(file);
  if (descriptor === undefined) return undefined;
  try {
    let length = 0;
    for (;;) {
      const read = readSync(descriptor, room, length, room.length - length, null);
      if (read === 0 || length > most) return room.subarray(0, length);
      length += read;
      if (length === room.length) room = Buffer.concat([room], room.length * 2);
    }
  } finally {
    closeSync(descriptor);
  }
}

function opened(file: string): number | undefined {
  try {
    return openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
