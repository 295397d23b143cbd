import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeFolder } from '../../schemas/make-folder.ts';
import { packageRoot } from '../../schemas/package-root.ts';

const room = join(packageRoot, 'harness', 'real-servers', 'applications');

/** Real web applications under test: each is a folder with its package.json and package-lock.json. */
export const applicationNames = (): readonly string[] => readdirSync(room).sort();

/** Where the modules of an application stand once they were fetched: a folder of exactly what its lock file names. */
export function placeOf(name: string): string {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'toymark', 'applications');
  const digest = createHash('sha256')
    .update(readFileSync(join(room, name, 'package-lock.json')))
    .digest('hex');
  return join(cache, `${name}-${digest.slice(0, 16)}`);
}

/** Why an application cannot be started; undefined where it is there. */
export const notFetched = (name: string): string | undefined =>
  existsSync(placeOf(name))
    ? undefined
    : `${name} is not in ${placeOf(name)}; npm test puts it there where npm reaches its registry`;

/** Puts an application into its place, unless it is there. @throws Error in one line, for example offline */
export async function fetchApplication(name: string): Promise<void> {
  const place = placeOf(name);
  if (existsSync(place)) return;
  makeFolder(join(place, '..'), 0o700);
  // Renamed into its place when it is whole, so that two that fetch at once do not disturb each other.
  const draft = mkdtempSync(join(place, '..', 'fetching-'));
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--omit=optional', '--fetch-retries=1'];
  try {
    for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(room, name, file), join(draft, file));
    await promisify(execFile)('npm', ['ci', ...quietly], { cwd: draft, timeout: 240_000 });
    if (!existsSync(place)) renameSync(draft, place);
  } catch (error) {
    throw new Error(`${name} cannot be fetched: ${reasonOf(error)}`, { cause: error });
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function reasonOf(error: unknown): string {
  const { stderr = '', killed } = error as { readonly stderr?: string; readonly killed?: boolean };
  if (killed === true) return 'npm took longer than four minutes';
  const lines = stderr.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  const telling = lines.filter((line) => line !== '' && !/^(?:code|errno|syscall|type) |A complete log/.test(line));
  return (telling[0] ?? String(error)).slice(0, 300);
}
