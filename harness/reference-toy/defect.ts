import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../../schemas/problem.ts';
import type { Product } from './product.ts';

/** One thing that is wrong, in one file of `defects/`; the file's name is the defect's. */
export interface Defect {
  /** Ids of the requirements that fail because of it, and no other. */
  readonly fails: readonly string[];
  /** Ids of the test cases of other requirements that cannot be decided because of it. */
  readonly leavesOpen?: readonly string[];
  /** What is wrong, for people. */
  readonly sentence: string;
  /**
   * Tasks, or the beginnings of their names, whose observations it can change: a kind of evidence, a service, a unit.
   * Everything else is observed as on the decent toy.
   */
  readonly seenBy: readonly string[];
  /** Journeys that show it, in the order of the declaration; only these are taken anew. All where absent. */
  readonly journeys?: readonly string[];
  readonly change: (product: Product) => Product;
}

/** A defect with the name by which a command asks for it. */
export interface NamedDefect extends Defect {
  readonly name: string;
}

const folder = join(import.meta.dirname, 'defects');

/** Every defect, in the order of the names. */
export async function loadDefects(): Promise<readonly NamedDefect[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.js') && !file.includes('.test.'));
  return Promise.all(
    files.sort().map(async (file) => {
      const { defect } = (await import(pathToFileURL(join(folder, file)).href)) as { defect?: Defect };
      if (defect === undefined) throw new Error(`${file} exports no defect`);
      return { ...defect, name: file.replace('.js', '') };
    }),
  );
}

/**
 * The defects of these names; an incident is the name of several.
 * @throws UserError UNKNOWN_NAME
 */
export async function findDefects(names: readonly string[]): Promise<readonly NamedDefect[]> {
  const { loadServiceIncidents } = await import('./service-incident.ts');
  const known = [...(await loadDefects()), ...(await loadServiceIncidents())];
  return names.map((name) => {
    const found = known.find((defect) => defect.name === name);
    if (found !== undefined) return found;
    const hint = 'toymark reference-toy --list names them.';
    throw new UserError({ code: 'UNKNOWN_NAME', where: `--defect ${name}`, problem: 'no such defect', hint }, 64);
  });
}

/** The product with these defects, one after the other. */
export const spoiled = (product: Product, defects: readonly Defect[]): Product =>
  defects.reduce((changed, { change }) => change(changed), product);
