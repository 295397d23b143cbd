import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { canonicalJson } from '../../../schemas/canonical-json.ts';
import { makeFolder } from '../../../schemas/make-folder.ts';
import { UserError } from '../../../schemas/problem.ts';
import { ownStandard } from '../../../schemas/read-standard.ts';

const list = 'files.json';

/**
 * Writes the files of the site into a folder that is new, empty or was written by this before; what an earlier site held
 * and this one does not is removed.
 * @throws UserError USAGE for a folder inside the standard, or one that holds anything else
 */
export function writeSite(folder: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  const before = refuseForeign(resolve(folder));
  makeFolder(folder);
  for (const name of before) if (!files.has(name)) rmSync(join(folder, name), { force: true });
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
  writeFileSync(join(folder, list), canonicalJson([...files.keys()].sort()));
}

/** Names of the files that an earlier rendering wrote here. */
function refuseForeign(folder: string): readonly string[] {
  const refuse = (problem: string) =>
    new UserError({ code: 'USAGE', where: `--out ${folder}`, problem, hint: 'Name a new or empty folder.' }, 64);
  const inside = relative(ownStandard, folder);
  if (inside !== '..' && !inside.startsWith(`..${sep}`)) throw refuse('the folder lies inside the standard itself');
  if (!existsSync(folder) || readdirSync(folder).length === 0) return [];
  if (!existsSync(join(folder, list))) throw refuse('the folder holds files of something else');
  const names: unknown = JSON.parse(readFileSync(join(folder, list), 'utf8'));
  const ours = Array.isArray(names) && names.every((name) => typeof name === 'string' && plain.test(name));
  if (!ours) throw refuse(`${list} does not name the files of a rendered standard`);
  return names as readonly string[];
}

// A name without any folder in it.
const plain = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;
