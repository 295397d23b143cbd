import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Measured } from '../bench.ts';
import { findTool } from '../needs.ts';
import { freePort, scratch, startPeer } from '../peer.ts';
import { sslscan } from '../sslscan.ts';
import { Pace } from '../../probes/tls-server/pace.ts';
import { usualPatience } from '../../probes/tls-server/exchange.ts';
import { scan } from '../../probes/tls-server/scan.ts';

/** One full enumeration of a server of every suite, against sslscan and testssl in the same run. */
export async function bench(): Promise<readonly Measured[]> {
  if (findTool('sslscan') === undefined || findTool('openssl') === undefined) return [];
  const { folder, remove } = scratch();
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const subject = ['-days', '2', '-subj', '/CN=toy.example'];
  const files = ['-keyout', key, '-out', certificate];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...files, ...subject], { stdio: 'pipe' });
  const port = await freePort();
  const args = ['s_server', '-accept', `127.0.0.1:${port}`, '-cert', certificate, '-key', key, '-www', '-quiet'];
  const weak = ['-cipher', 'ALL:COMPLEMENTOFALL:@SECLEVEL=0', '-min_protocol', 'TLSv1'];
  const peer = await startPeer({ command: 'openssl', args: [...args, ...weak], ready: { port } });
  try {
    return await compare(port);
  } finally {
    await peer.stop();
    remove();
  }
}

async function compare(port: number): Promise<readonly Measured[]> {
  const ours = await seconds(() => enumerateAll(port));
  const theirs = await seconds(() => Promise.resolve(sslscan(port)));
  return [row('TLS: a full enumeration, against sslscan', ours, theirs), ...(await againstTestssl(port, ours))];
}

async function againstTestssl(port: number, ours: number): Promise<readonly Measured[]> {
  const tool = findTool('testssl') ?? findTool('testssl.sh');
  if (tool === undefined) return [];
  const flags = ['--quiet', '--color', '0', '--warnings', 'off', '-E', '-p', `127.0.0.1:${port}`];
  const theirs = await seconds(() => Promise.resolve(spawnSync(tool, flags, { timeout: longest * 1000 })));
  const measured = row('TLS: a full enumeration, against testssl.sh', ours, theirs);
  return [theirs < longest ? measured : { ...measured, theirs: `> ${longest} s` }];
}

// It tries every cipher by a program of its own; after this many seconds it is ended and the ratio is an upper bound.
const longest = 120;

async function enumerateAll(port: number): Promise<void> {
  const { signal } = new AbortController();
  const count = { connections: 0, silent: 0, answered: 0 };
  const peer = { address: '127.0.0.1', port };
  await scan(
    { peer, name: undefined, pace: new Pace(4), patience: usualPatience, signal, count, failures: new Set() },
    { pem: [], digests: [] },
  );
}

async function seconds(task: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await task();
  return (performance.now() - started) / 1000;
}

const row = (name: string, ours: number, theirs: number): Measured => ({
  name,
  ours: `${ours.toFixed(2)} s`,
  theirs: `${theirs.toFixed(2)} s`,
  ratio: ours / theirs,
});
