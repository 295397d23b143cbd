import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeFolder } from '../../schemas/make-folder.ts';
import { packageRoot } from '../../schemas/package-root.ts';
import { UserError } from '../../schemas/problem.ts';
import { findTool } from '../development/needs.ts';

const source = join(packageRoot, 'harness', 'air', 'shim.c');

/**
 * The library that is preloaded into btvirt, built once for each version of its source and kept in the user's cache.
 * @returns its path
 * @throws UserError TOOL where it is not built and no compiler is here
 */
export async function shim(): Promise<string> {
  const digest = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16);
  const folder = cacheFolder();
  const library = join(folder, `air-${digest}-${process.arch}.so`);
  if (existsSync(library)) return library;
  await build(join(folder, `.${randomBytes(6).toString('hex')}.so`), library);
  return library;
}

/** Whether it is built already, or can be. */
export const canHaveShim = (): boolean => findTool('gcc') !== undefined;

// A home that cannot be written to is no reason to do without Bluetooth.
function cacheFolder(): string {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'toymark');
  try {
    makeFolder(cache, 0o700);
    return cache;
  } catch {
    return mkdtempSync(join(tmpdir(), 'toymark-shim-'));
  }
}

// Renamed into its place when it is whole, so that two that build at once do not disturb each other.
async function build(draft: string, library: string): Promise<void> {
  const compiler = findTool('gcc');
  if (compiler === undefined) throw cannotBuild('gcc is not installed');
  try {
    await promisify(execFile)(compiler, ['-O2', '-shared', '-fPIC', '-o', draft, source, '-ldl']);
  } catch (error) {
    throw cannotBuild((error as { readonly stderr?: string }).stderr?.split('\n', 1)[0] ?? String(error));
  }
  renameSync(draft, library);
}

const cannotBuild = (why: string) =>
  new UserError({
    code: 'TOOL',
    where: 'harness/air/shim.c',
    problem: `the emulated Bluetooth cannot be built: ${why}`,
    hint: 'toymark doctor --fix installs the compiler.',
  });
