import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from './problem.ts';

/**
 * Makes a folder and those above it that are not there yet; returns the path of the first that it made. Node's own
 * `recursive` tries for ever where the system says that a folder is missing which is there, as below /proc.
 * @throws UserError FILE where the system lets no folder be made at such a place; Node's error for anything else
 */
export function makeFolder(folder: string, mode = 0o777): string | undefined {
  const missing: string[] = [];
  for (let at = resolve(folder); !isFolder(at) && at !== dirname(at); at = dirname(at)) missing.unshift(at);
  for (const each of missing) makeOne(each, mode);
  return missing[0];
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function makeOne(folder: string, mode: number): void {
  try {
    mkdirSync(folder, mode);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another process may have made it meanwhile.
    if (code === 'EEXIST' && isFolder(folder)) return;
    if (code !== 'ENOENT') throw error;
    const hint = 'Name a folder on a disk.';
    throw new UserError({ code: 'FILE', where: folder, problem: 'the system lets no folder be made here', hint });
  }
}
