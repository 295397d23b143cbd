import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from '../../schemas/make-folder.ts';
import { UserError } from '../../schemas/problem.ts';
import { namesIn } from './disk.ts';

/**
 * Waits until nobody else writes, and returns what ends our turn. Whoever wants to write lays down a claim of a name of
 * its own and then looks around: where another claim of a living process lies, it takes its own back and tries again.
 * Of two claims the later one sees the earlier one, so two never hold; a claim of a dead process counts for nothing and
 * can be removed by anybody, because no name is used twice.
 * @throws UserError REGISTRY_LOCKED after so many milliseconds
 */
export async function takeTurn(folder: string, patience: number): Promise<() => void> {
  const end = Date.now() + patience;
  for (;;) {
    const rival = claim(folder);
    if (typeof rival !== 'string') return rival;
    if (Date.now() >= end) throw locked(folder, rival);
    await sleep(2 + Math.random() * 20);
  }
}

/** Ends the turn, or the name of a rival's claim. */
function claim(folder: string): (() => void) | string {
  makeFolder(folder);
  const name = `${hereAndNow()}~${randomBytes(8).toString('hex')}`;
  const file = join(folder, name);
  writeFileSync(file, '', { flag: 'wx' });
  const rival = namesIn(folder).find((other) => other !== name && isLive(folder, other));
  const giveBack = () => rmSync(file, { force: true });
  if (rival === undefined) return giveBack;
  giveBack();
  return rival;
}

function isLive(folder: string, name: string): boolean {
  const [host, pid, start] = name.split('~');
  // Of another machine that shares this folder nothing is known.
  if (host !== hostname()) return true;
  if (startOf(Number(pid)) === start) return true;
  rmSync(join(folder, name), { force: true });
  return false;
}

const hereAndNow = () => `${hostname()}~${process.pid}~${startOf(process.pid)}`;

// A process id is used again after a while; with the time the process started it is not (proc(5), field 22).
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? undefined : fields[18];
  } catch {
    return isRunning(pid) ? '0' : undefined;
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function locked(folder: string, rival: string): UserError {
  const [host = '', pid = ''] = rival.split('~');
  return new UserError({
    code: 'REGISTRY_LOCKED',
    where: join(folder, rival),
    problem: `process ${pid} on ${host} is writing to this registry`,
    hint: 'Try again when it has ended. The claim of a dead process on this machine is ignored; one of another machine that is gone has to be deleted.',
  });
}
