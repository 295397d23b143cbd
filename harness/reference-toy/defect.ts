import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../../schemas/problem.ts';
import type { Product } from './product.ts';

/** One thing that is wrong, in one file of `defects/`; the file's name is the defect's. */
export interface Defect {
  /** Ids of the requirements that fail because of it, and no other; those that an edition does not hold cannot fail under it. */
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

/** Every defect, in the order of the names. */
export const loadDefects = (): Promise<readonly NamedDefect[]> => loadFrom('defects', 'defect');

/** What the toy could also be and still conform, such as one that hears or converses; each is a defect that fails nothing. */
export const loadVariations = (): Promise<readonly NamedDefect[]> => loadFrom('variations', 'variation');

/** Everything that the toy can be switched to be, by name: defects, variations, and incidents, which are made of them. */
export async function loadSwitches(): Promise<readonly NamedDefect[]> {
  const { loadProductIncidents } = await import('./product-incident.ts');
  return [...(await loadDefects()), ...(await loadVariations()), ...(await loadProductIncidents())];
}

async function loadFrom(name: string, exported: string): Promise<readonly NamedDefect[]> {
  const folder = join(import.meta.dirname, name);
  const files = readdirSync(folder).filter((file) => file.endsWith('.js') && !file.includes('.test.'));
  return Promise.all(
    files.sort().map(async (file) => {
      const found = (await import(pathToFileURL(join(folder, file)).href)) as Readonly<Record<string, Defect>>;
      const defect = found[exported];
      if (defect === undefined) throw new Error(`${name}/${file} exports no ${exported}`);
      return { ...defect, name: file.replace('.js', '') };
    }),
  );
}

/**
 * The defects of these names; an incident is the name of several.
 * @throws UserError UNKNOWN_NAME
 */
export async function findDefects(names: readonly string[]): Promise<readonly NamedDefect[]> {
  // There are some two hundred, each in a file.
  const known = names.length === 0 ? [] : await loadSwitches();
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
