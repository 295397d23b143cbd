import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../schemas/make-folder.ts';
import { UserError } from '../../schemas/problem.ts';

/**
 * Takes the store for this process alone, and returns what gives it back. A lock whose process is dead is taken over.
 * @throws UserError EVIDENCE_LOCKED while another gatherer lives
 */
export function lock(folder: string): () => void {
  const file = join(folder, 'lock');
  const mine = join(folder, `lock.${process.pid}`);
  makeFolder(folder);
  // Linked into place with its content, so that nobody ever reads a lock without an owner.
  writeFileSync(mine, identity(process.pid));
  try {
    if (!linked(mine, file)) takeOver(mine, file);
  } finally {
    rmSync(mine, { force: true });
  }
  return () => {
    if (ownerOf(file) === identity(process.pid)) rmSync(file, { force: true });
  };
}

function takeOver(mine: string, file: string): void {
  const owner = ownerOf(file);
  if (owner !== undefined && lives(owner)) throw locked(file, owner);
  const stale = `${mine}.stale`;
  try {
    renameSync(file, stale);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  // Another process may have taken over between reading and renaming; then its lock was moved, and goes back.
  const moved = ownerOf(stale);
  if (moved !== undefined && moved !== owner) linked(stale, file);
  rmSync(stale, { force: true });
  if (!linked(mine, file)) throw locked(file, ownerOf(file) ?? '');
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function lives(owner: string): boolean {
  const pid = Number(owner.split(' ', 1)[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return identity(pid) === owner;
}

// A process id is used again after a while; with the time the process started it is not (proc(5), field 22).
function identity(pid: number): string {
  return `${pid} ${startOf(pid)}\n`;
}

function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function ownerOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1').slice(0, 100);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function locked(file: string, owner: string): UserError {
  const who = /^\d+/.exec(owner)?.[0];
  return new UserError({
    code: 'EVIDENCE_LOCKED',
    where: file,
    problem: `another gatherer${who === undefined ? '' : `, process ${who},`} is at work on this run`,
    hint: 'Wait until it ends, or interrupt it; a lock left by a dead process is taken over.',
  });
}
