import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { findTool } from '../development/needs.ts';

/** Debian asks this program before it starts a service; 101 forbids it. */
const policy = '/usr/sbin/policy-rc.d';

/** Whether packages can be installed from here: root on a Debian system. */
export const canInstall = (): boolean => process.getuid?.() === 0 && findTool('apt-get') !== undefined;

/**
 * Installs Debian packages without a question and without starting any of their services; the lists of packages are only
 * fetched where they do not know one.
 * @returns whether all were installed
 */
export function install(packages: readonly string[]): boolean {
  const forbids = !existsSync(policy);
  if (forbids) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    const install = (names: readonly string[]) => aptGet(['install', '--yes', '--no-install-recommends', ...names]);
    if (install(packages)) return true;
    if (aptGet(['update']) && install(packages)) return true;
    // A package that this release does not have must not keep out the others.
    return packages.filter((name) => !install([name])).length === 0;
  } finally {
    if (forbids) rmSync(policy, { force: true });
  }
}

function aptGet(args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // What apt says belongs to the person, and not into the output of --json.
  return spawnSync('apt-get', [...args], { stdio: ['ignore', 2, 2], env }).status === 0;
}
