import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readlinkSync } from 'node:fs';
import { findTool } from '../development/needs.ts';

const outside = 'TOYMARK_OUTER_NETWORK';

/** The arguments of `unshare` that give a network of one's own here; undefined where the system allows none. */
export function ownNetwork(): readonly string[] | undefined {
  const unshare = findTool('unshare');
  const ip = findTool('ip');
  if (unshare === undefined || ip === undefined) return undefined;
  const ways = [['--user', '--map-root-user', '--net'], ['--net']];
  return ways.find((way) => {
    const name = 'try0';
    const { status } = spawnSync(unshare, [...way, '--', ip, 'link', 'add', name, 'type', 'veth'], { stdio: 'ignore' });
    return status === 0;
  });
}

/** Whether this process runs in a network that `inNamespace` made for it. */
export function insideNamespace(): boolean {
  const outer = process.env[outside];
  return outer !== undefined && outer !== network();
}

/**
 * Runs a program of ours again, in a fresh user and network namespace where nothing but itself listens, and waits for it.
 * Whoever calls it asks `insideNamespace` first. The loopback interface is up.
 * @returns its exit code, or undefined where the system allows no namespaces: nothing was run then
 */
export async function inNamespace(script: string, args: readonly string[]): Promise<number | undefined> {
  const way = ownNetwork();
  if (way === undefined) return undefined;
  const child = enter(way, [script, ...args]);
  // Ctrl-C reaches both; the inner one ends first and this one with it.
  const wait = () => undefined;
  const end = () => child.kill('SIGTERM');
  process.on('SIGINT', wait).on('SIGTERM', end);
  const [code] = (await once(child, 'exit')) as [number | null];
  process.off('SIGINT', wait).off('SIGTERM', end);
  return code ?? 70;
}

/** The same with its output caught, for whoever runs several side by side; the interrupt ends it. */
export async function runInNamespace(
  script: string,
  args: readonly string[],
  interrupt?: AbortSignal,
): Promise<{ readonly code: number; readonly output: string; readonly errors: string } | undefined> {
  const way = ownNetwork();
  if (way === undefined) return undefined;
  const child = enter(way, [script, ...args], 'pipe');
  const told = { output: '', errors: '' };
  const end = () => child.kill('SIGTERM');
  interrupt?.addEventListener('abort', end, { once: true });
  child.stdout?.on('data', (chunk: Buffer) => (told.output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (told.errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  interrupt?.removeEventListener('abort', end);
  return { code: code ?? 70, ...told };
}

/** Sets up a network that `inNamespace` gave this process. */
export function wakeLoopback(): void {
  ip('link', 'set', 'lo', 'up');
}

/** Ends of a cable between the network of this process and that of a child. */
export interface Cable {
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

const near = 'bench0';
const far = 'toy0';

/** Lays a cable into the network of the child and gives our end its addresses; returns the child's commands for `ip`. */
export function layCable({ ours, theirs }: Cable, child: ChildProcess): readonly (readonly string[])[] {
  if (child.pid === undefined) throw new Error('the child does not run');
  ip('link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', String(child.pid));
  for (const args of [...commands(near, ours), ['route', 'add', '224.0.0.0/4', 'dev', near]]) ip(...args);
  return [['link', 'set', 'lo', 'up'], ...commands(far, theirs), ['route', 'add', '224.0.0.0/4', 'dev', far]];
}

/** Takes the cable away at once; by itself it goes some time after the child, too late for the next toy. */
export function cutCable(): void {
  spawnSync(findTool('ip') ?? 'ip', ['link', 'del', near], { stdio: 'ignore' });
}

/** Starts a program of ours in a network of its own, inside the one that `inNamespace` gave us. */
export function spawnApart(script: string): ChildProcess {
  const unshare = findTool('unshare') ?? 'unshare';
  return spawn(unshare, ['--net', '--', process.execPath, script], { stdio: ['pipe', 'pipe', 'inherit'] });
}

// Without duplicate address detection an IPv6 address can be used at once. The address of the link (RFC 4291, 2.5.6) is given
// too: the one that the system makes is detected for a second or two, and a browser breaks off what it loads when that ends.
const commands = (device: string, addresses: readonly string[]): readonly (readonly string[])[] => [
  ['link', 'set', device, 'addrgenmode', 'none'],
  ...[...addresses, device === near ? 'fe80::1/64' : 'fe80::2/64'].map((address) => [
    'addr',
    'add',
    address,
    'dev',
    device,
    ...(address.includes(':') ? ['nodad'] : []),
  ]),
  ['link', 'set', device, 'up'],
];

function enter(way: readonly string[], program: readonly string[], output: 'inherit' | 'pipe' = 'inherit') {
  const env = { ...process.env, [outside]: network() };
  const command = [...way, '--', process.execPath, ...generous, ...program];
  return spawn(findTool('unshare') ?? 'unshare', command, { stdio: ['inherit', output, output], env });
}

// Much that is short-lived is made in a run; with the usual room for it a tenth of the time goes into tidying up.
const generous = ['--max-semi-space-size=32'];

function ip(...args: readonly string[]): void {
  execFileSync(findTool('ip') ?? 'ip', [...args], { stdio: ['ignore', 'ignore', 'inherit'] });
}

const network = () => readlinkSync('/proc/self/ns/net');
