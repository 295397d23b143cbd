import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../schemas/package-root.ts';
import { findTool } from './needs.ts';

/** A user without rights, with a home of its own, as whom this package can be run. */
export interface PlainUser {
  /** The command that runs `toymark` as this user; its arguments follow. */
  readonly toymark: readonly string[];
  /** A folder that belongs to the user. */
  readonly home: string;
}

/** The user `nobody` of Debian. */
const nobody = 65_534;

// The package may lie where only its owner may look; in a mount namespace it lies where everybody may, too.
const reachable = 'mount --bind "$1" "$2" && shift 2 && exec "$@"';

/**
 * A user without rights for whoever is root; whoever is not is one already. `folder` lies outside of any home.
 * @returns undefined where root cannot become another here
 */
export function plainUser(folder: string): PlainUser | undefined {
  const [root, home] = [join(folder, 'package'), join(folder, 'home')];
  for (const each of [root, home]) mkdirSync(each, { recursive: true });
  const main = (place: string) => join(place, 'dist', 'harness', 'commands', 'main.js');
  if (process.getuid?.() !== 0) return { toymark: [process.execPath, main(packageRoot)], home };
  const [unshare, setpriv, shell, env] = ['unshare', 'setpriv', 'sh', 'env'].map(findTool);
  if (unshare === undefined || setpriv === undefined || shell === undefined || env === undefined) return undefined;
  chmodSync(folder, 0o755);
  chownSync(home, nobody, nobody);
  const become = [setpriv, `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--no-new-privs'];
  const enter = [unshare, '--mount', '--', shell, '-c', reachable, 'sh', packageRoot, root];
  const toymark = [...enter, ...become, env, `HOME=${home}`, process.execPath, main(root)];
  const { status } = spawnSync(unshare, [...toymark.slice(1), '--version'], { stdio: 'ignore' });
  return status === 0 ? { toymark, home } : undefined;
}
