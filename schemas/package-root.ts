import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the installed package: the nearest one above this file that holds a package.json. */
export const packageRoot: string = rootAbove(import.meta.dirname);

/** The nearest folder, from this one upwards, that holds a package.json. */
export function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no package.json above ${import.meta.dirname}`);
  return rootAbove(parent);
}
