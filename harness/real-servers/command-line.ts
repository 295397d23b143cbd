import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageRoot } from '../../schemas/package-root.ts';

/** The program that people run. */
export const main = join(packageRoot, 'dist', 'harness', 'commands', 'main.js');

/** What it wrote, how it ended, and after how long. */
export interface Told {
  readonly code: number | null;
  readonly output: string;
  readonly seconds: number;
}

/** Runs the command line with little memory. */
export const toymark = (...args: readonly string[]): Promise<Told> =>
  told([process.execPath, ...options, main, ...args]);

const options = ['--max-old-space-size=300'];

/** The same as a user who may read only what the permissions say; root may read everything otherwise. */
export function unprivileged(...args: readonly string[]): Promise<Told> {
  const without = ['setpriv', '--bounding-set', '-dac_override,-dac_read_search', '--'];
  const prefix = process.getuid?.() === 0 ? without : [];
  return told([...prefix, process.execPath, ...options, main, ...args]);
}

/** The same by a clock of its own: a module that is loaded before everything else. */
export const toymarkBy = (clock: string, ...args: readonly string[]): Promise<Told> =>
  told([process.execPath, ...options, '--import', clock, main, ...args]);

async function told([command = '', ...args]: readonly string[]): Promise<Told> {
  const started = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output, seconds: (performance.now() - started) / 1000 };
}
