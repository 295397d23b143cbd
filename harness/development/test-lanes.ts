import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTool } from './needs.ts';
import type { Began, FileAsked, FileRun } from './test-lane.ts';

const program = join(import.meta.dirname, 'test-lane.js');

/** No file takes longer, or something in it hangs. */
const limitMinutes = 20;

/** Not more than there are cores: a test that measures a toy must not wait for the machine. */
const lanesInNetworks = Math.min(availableParallelism(), 4);

/**
 * Runs test files side by side, each lane a process in a network of its own, so that no test meets the servers of another.
 * Where the system gives no networks they run one after the other.
 * @param done is told of each file when it has ended
 */
export async function runInLanes(files: readonly string[], done: (file: string, run: FileRun) => void): Promise<void> {
  const prefix = networkOfItsOwn();
  const waiting = [...files];
  const lane = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      // A process for each file: nothing that one leaves behind meets the next.
      const child = start(prefix);
      done(file, await askLane(child, { file, colour: process.stdout.isTTY }));
      if (child.connected) child.disconnect();
    }
  };
  const lanes = prefix.length === 0 ? 1 : Math.min(lanesInNetworks, files.length);
  await Promise.all(Array.from({ length: lanes }, lane));
}

// The way into a network where nothing listens; empty where there is none. A plain user would be another user inside.
function networkOfItsOwn(): readonly string[] {
  const unshare = findTool('unshare');
  const ip = findTool('ip');
  if (process.getuid?.() !== 0 || unshare === undefined || ip === undefined) return [];
  const inside = ['sh', '-c', `"${ip}" link set lo up && exec "$@"`, 'sh'];
  const prefix = [unshare, '--net', '--', ...inside];
  return spawnSync(unshare, [...prefix.slice(1), 'true'], { stdio: 'ignore' }).status === 0 ? prefix : [];
}

function start(prefix: readonly string[]): ChildProcess {
  // Should the memory run out, the stack that did it is in a report of node's.
  const options = ['--report-on-fatalerror', `--report-directory=${tmpdir()}`];
  const [command, ...args] = [...prefix, process.execPath, ...options, program];
  return spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

/**
 * Sends a lane a file and waits until it told what came of it.
 * @param minutes after which its process is ended: something in it hangs
 */
export async function askLane(child: ChildProcess, asked: FileAsked, minutes = limitMinutes): Promise<FileRun> {
  const started = performance.now();
  let at = 'at its start';
  let hung = '';
  const limit = setTimeout(() => {
    hung = `after ${minutes} minutes, of which it computed for ${processorSeconds(child)} s, `;
    child.kill('SIGKILL');
  }, minutes * 60_000);
  const answered = new Promise<FileRun>((resolve) => {
    child.on('message', (told: Began | FileRun) => {
      if ('began' in told) at = `in: ${told.began}`;
      else resolve(told);
    });
  });
  const died = once(child, 'exit').then(([code, signal]): FileRun => {
    const failed = [{ title: `${asked.file} ended its process`, reason: `${code ?? signal} ${hung}${at}` }];
    return { passed: 0, skipped: 0, failed, shown: '', seconds: (performance.now() - started) / 1000 };
  });
  child.send(asked);
  return Promise.race([answered, died]).finally(() => clearTimeout(limit));
}

// What computes all the time turns in a circle, what hardly did waits for something (proc(5), stat: utime and stime).
function processorSeconds({ pid }: ChildProcess): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return String((Number(fields[11]) + Number(fields[12])) / 100);
  } catch {
    return '?';
  }
}
