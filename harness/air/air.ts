import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../schemas/problem.ts';
import { findTool } from '../development/needs.ts';
import { canHaveShim, shim } from './shim.ts';

/**
 * Bluetooth without a radio: BlueZ's btvirt, on whose sockets every connection is one more emulated controller that speaks
 * HCI in H4 framing. All controllers of one air hear each other, at most 16 at a time; those of two airs do not.
 * The places are what a bench names as `bluetooth: {adapter: …}`.
 */
export interface Air {
  /** Controllers for Low Energy alone. */
  readonly le: string;
  /** Controllers for Classic alone. */
  readonly classic: string;
  /** Controllers for both. */
  readonly dual: string;
  /** Ends it and every controller with it. */
  readonly stop: () => Promise<void>;
}

/** The programs that an emulated air needs. */
export const airTools: readonly string[] = ['btvirt', 'gcc'];

/** Why there can be no emulated air here; undefined where there can. */
export function airLacks(): string | undefined {
  if (findTool('btvirt') === undefined) return 'btvirt is not installed';
  return canHaveShim() ? undefined : 'gcc is not installed';
}

/**
 * Starts an air of its own; any number run side by side. It ends with this process at the latest.
 * @throws UserError TOOL where it cannot be had here
 */
export async function openAir(): Promise<Air> {
  const program = findTool('btvirt');
  if (program === undefined) throw cannotStart('btvirt is not installed');
  const library = await shim();
  // The name of a socket has room for 107 octets.
  const folder = mkdtempSync(join(tmpdir().length > 60 ? '/tmp' : tmpdir(), 'toymark-air-'));
  const env = { ...process.env, LD_PRELOAD: library, TOYMARK_AIR_FOLDER: folder };
  const child = spawn(program, ['-s'], { stdio: ['ignore', 'ignore', 'pipe'], env });
  const stop = () => end(child, folder);
  const place = (name: string) => join(folder, `bt-server-${name}`);
  try {
    await untilServed(child, place('mon'));
  } catch (error) {
    await stop();
    throw error;
  }
  return { le: `unix:${place('le')}`, classic: `unix:${place('bredr')}`, dual: `unix:${place('bredrle')}`, stop };
}

// It opens its sockets one after the other, the monitor's last.
async function untilServed(child: ChildProcess, last: string): Promise<void> {
  const told = { error: '', gone: false };
  child.stderr?.on('data', (chunk: Buffer) => (told.error = (told.error + chunk.toString()).slice(-500)));
  child.once('error', ({ message }) => (told.error = message));
  child.once('close', () => (told.gone = true));
  for (let round = 0; round < 1000 && !told.gone; round++) {
    if (existsSync(last)) return;
    await sleep(10);
  }
  throw cannotStart(told.error.trim() || 'it did not serve within ten seconds');
}

async function end(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const stubborn = setTimeout(() => child.kill('SIGKILL'), 2000);
    await gone;
    clearTimeout(stubborn);
  }
  rmSync(folder, { recursive: true, force: true });
}

const cannotStart = (why: string) =>
  new UserError({
    code: 'TOOL',
    where: 'emulated Bluetooth',
    problem: `btvirt cannot be started: ${why}`,
    hint: 'toymark doctor --fix installs what is missing.',
  });
