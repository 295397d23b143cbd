import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findTool } from '../needs.ts';
import { scanTcp } from '../../probes/open-ports/scan-tcp.ts';

/** One comparison with the tool that people use otherwise; milliseconds, the best of the rounds. */
export interface Measured {
  readonly name: string;
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
}

const ports = Array.from({ length: 65_535 }, (_, index) => index + 1);

/** A scan of every TCP port of the loopback address, ours and nmap's in turn. */
export async function measure(rounds = 3): Promise<Measured> {
  const nmap = findTool('nmap');
  if (nmap === undefined) throw new Error('needs nmap');
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await timed(() => scanTcp({ address: '127.0.0.1', ports, connections: 1024, signal: limit() })));
    theirs.push(await timed(() => finished(nmap, ['-sT', '-p-', '-T4', '-n', '-Pn', '127.0.0.1'])));
  }
  const [best, bestOfTheirs] = [Math.min(...ours), Math.min(...theirs)];
  const name = 'full TCP scan against nmap -sT -p-';
  return { name, ours: best, theirs: bestOfTheirs, ratio: Math.round((best / bestOfTheirs) * 100) / 100 };
}

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
