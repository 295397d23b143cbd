import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../../schemas/problem.ts';

/** How deep below a named folder runs are looked for, and how many are taken at most. */
const depth = 3;
const most = 100_000;

/**
 * The run directories among these folders and below them, each once, in the order of their names. A run is a folder that
 * holds `plan.json`; what stands inside of one belongs to it.
 * @throws UserError FILE where a folder cannot be read or holds no run
 */
export function findRuns(folders: readonly string[]): readonly string[] {
  const found = folders.flatMap((folder) => {
    const runs = below(folder, depth);
    if (runs.length === 0)
      throw new UserError({
        code: 'FILE',
        where: folder,
        problem: 'no run is in this folder',
        hint: 'A run is a folder with declaration.yaml, plan.json and evidence/; toymark run makes one.',
      });
    return runs;
  });
  const runs = [...new Set(found)];
  if (runs.length > most)
    throw new UserError({ code: 'SIZE', where: '--runs', problem: `${runs.length} runs, at most ${most} are judged` });
  return runs;
}

function below(folder: string, levels: number): readonly string[] {
  const entries = entriesOf(folder);
  if (entries.includes('plan.json')) return [folder];
  if (levels === 0) return [];
  return entries
    .map((name) => join(folder, name))
    .filter(isFolder)
    .flatMap((one) => below(one, levels - 1));
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    throw new UserError({ code: 'FILE', where: folder, problem: 'no such folder' });
  }
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
