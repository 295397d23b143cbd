import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Bench } from '../bench.ts';
import { findTool } from '../needs.ts';
import { scanTcp } from '../../probes/open-ports/scan-tcp.ts';

const ports = Array.from({ length: 65_535 }, (_, index) => index + 1);

const rounds = 3;

/** A scan of every TCP port of the loopback address, ours and nmap's in turn; the best of three each. */
export const bench: Bench = async () => {
  const nmap = findTool('nmap');
  if (nmap === undefined) return [];
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await timed(() => scanTcp({ address: '127.0.0.1', ports, connections: 1024, signal: limit() })));
    theirs.push(await timed(() => finished(nmap, ['-sT', '-p-', '-T4', '-n', '-Pn', '127.0.0.1'])));
  }
  const [best, bestOfTheirs] = [Math.min(...ours), Math.min(...theirs)];
  const row = { name: 'scan of 65,535 TCP ports', ours: `${best} ms`, theirs: `nmap -sT: ${bestOfTheirs} ms` };
  return [{ ...row, ratio: best / bestOfTheirs }];
};

const limit = () => AbortSignal.timeout(120_000);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return Math.round(performance.now() - started);
}

async function finished(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, { stdio: 'ignore' });
  const [code] = (await once(child, 'exit', { signal: limit() })) as [number | null];
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
}
