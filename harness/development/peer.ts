import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findTool } from './needs.ts';

/** A real server that a test started, and the only way to end it. */
export interface Peer {
  readonly process: ChildProcess;
  /** What it wrote to standard output and error so far. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

interface PeerOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** Ready when this TCP port accepts a connection, or when the output matches. */
  readonly ready: { readonly port: number; readonly address?: string } | RegExp;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a program and waits, at most ten seconds, until it serves. */
export async function startPeer({ command, args, ready, env }: PeerOptions): Promise<Peer> {
  const path = findTool(command) ?? command;
  const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('latin1')));
  const gone = once(child, 'exit');
  gone.catch(() => undefined);
  const isReady = () =>
    ready instanceof RegExp ? Promise.resolve(ready.test(output)) : accepts(ready.port, ready.address);
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    const stubborn = setTimeout(() => void child.kill('SIGKILL'), 2000);
    await gone;
    clearTimeout(stubborn);
  };
  const end = Date.now() + 10_000;
  while (!(await isReady())) {
    await sleep(25);
    if (child.exitCode === null && Date.now() < end) continue;
    await stop();
    throw new Error(`${command} did not come up: ${output.slice(-2000)}`);
  }
  return { process: child, output: () => output, stop };
}

// Below the ports that systems give to who asks for any: no connection that is opened meanwhile can take one of these.
const ports = { next: 21_000, end: 32_000 };

/** A port on which nothing listens; each is given once. */
export async function freePort(address = '127.0.0.1'): Promise<number> {
  while (ports.next < ports.end) {
    const port = ports.next++;
    if (await isFree(port, address)) return port;
  }
  throw new Error(`no port below ${ports.end} is free`);
}

async function isFree(port: number, address: string): Promise<boolean> {
  const server = createServer().listen(port, address);
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}

/** A folder for the test's files and a function that removes it. */
export function scratch(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'toymark-'));
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function accepts(port: number, address = '127.0.0.1'): Promise<boolean> {
  const socket = connect(port, address);
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(500) });
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
