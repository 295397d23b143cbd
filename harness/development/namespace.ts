import { spawnSync } from 'node:child_process';
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
