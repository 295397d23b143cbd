import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { frozen } from './frozen.ts';
import { packageRoot } from './package-root.ts';
import type { Declaration, Declared, Ixit } from './types.ts';

let names: readonly string[] | undefined;

/** The declaration with every IXIT table present, empty where the manufacturer left it out; frozen. */
export function declared(declaration: Declaration): Declared {
  // A specimen may leave the whole of the IXIT out.
  const tables = declaration.ixit as Ixit | undefined;
  const empty = Object.fromEntries(ixitTables().map((name) => [name, []])) as unknown as Required<Ixit>;
  return frozen({ ...declaration, ixit: { ...empty, ...tables } });
}

/** The names of the IXIT tables, from the schema. */
export function ixitTables(): readonly string[] {
  names ??= Object.keys(readSchema().properties.ixit.properties);
  return names;
}

function readSchema(): { properties: { ixit: { properties: object } } } {
  const text = readFileSync(join(packageRoot, 'schemas', 'declaration.schema.json'), 'utf8');
  return JSON.parse(text) as { properties: { ixit: { properties: object } } };
}
