import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Context } from 'mocha';
import { needs } from './needs.ts';

/** Whether this program runs in a network of its own, made by `inOwnNetwork`. */
export const ownNetwork = process.env['TOYMARK_OWN_NETWORK'] !== undefined;

/**
 * Runs the tests of a file once more, alone in a new network namespace whose loopback is up: no other program's ports
 * are there, and nothing leaves the machine.
 * @throws with mocha's output where a test failed or none ran
 */
export function inOwnNetwork(context: Context, testFile: string): void {
  needs(context, 'unshare', 'ip');
  const mocha = fileURLToPath(import.meta.resolve('mocha/bin/mocha.js'));
  const script = 'ip link set lo up && exec "$@"';
  const inside = [process.execPath, mocha, '--no-config', '--reporter', 'dot', '--fail-zero', fileURLToPath(testFile)];
  const { status, stdout, stderr } = spawnSync('unshare', ['-rn', 'sh', '-c', script, 'sh', ...inside], {
    encoding: 'utf8',
    env: { ...process.env, TOYMARK_OWN_NETWORK: '1', PATH: `${process.env['PATH']}:/usr/sbin:/sbin` },
    maxBuffer: 16 << 20,
    timeout: 300_000,
  });
  if (status !== 0) throw new Error(`in its own network: ${stdout}${stderr}`);
}

/** A second network, joined to the first by one cable. */
export interface SecondNetwork {
  /** What to put before a command so that it runs there: also with mounts of its own. */
  readonly enter: readonly string[];
  readonly stop: () => void;
}

/**
 * Makes a network at the other end of a cable: `near` addresses this end (interface `bench`), `far` that one
 * (interface `toy`). Only where `ownNetwork` is true.
 */
export function secondNetwork(near: readonly string[], far: readonly string[]): SecondNetwork {
  const holder = spawn('unshare', ['-nm', 'sh', '-c', 'ip link set lo up; echo; exec sleep 600'], { stdio: 'ignore' });
  const pid = String(holder.pid);
  const enter = ['nsenter', '-t', pid, '-n', '-m'];
  // With an address of the link of its own, nothing about it changes once it is up.
  const dress = (addresses: readonly string[], name: string) =>
    [
      `ip link set ${name} addrgenmode none`,
      ...[...addresses, name === 'bench' ? 'fe80::1/64' : 'fe80::2/64'].map(
        (one) => `ip addr add ${one} dev ${name} nodad`,
      ),
      `ip link set ${name} up`,
    ].join(' && ');
  const separate = `until [ "$(readlink /proc/${pid}/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.05; done`;
  const script = [
    separate,
    `ip link add bench type veth peer name toy netns ${pid} && ${dress(near, 'bench')} && ip route add default dev bench`,
    `${enter.join(' ')} sh -c '${dress(far, 'toy')} && ip route add default dev toy'`,
  ].join('\n');
  const { status, stderr } = spawnSync('sh', ['-ec', script], { encoding: 'utf8', timeout: 10_000 });
  if (status !== 0) {
    holder.kill('SIGKILL');
    throw new Error(`no second network: ${stderr}`);
  }
  return { enter, stop: () => holder.kill('SIGKILL') };
}
