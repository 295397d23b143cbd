import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'json-schema-to-typescript';
import { packageRoot } from '../../schemas/package-root.ts';

interface Schema {
  readonly title: string;
  readonly $defs?: Record<string, object>;
}

const folder = join(packageRoot, 'schemas');

/** The text of `schemas/types.ts`, made from every schema of the folder. */
export async function generateTypes(): Promise<string> {
  const names = schemaNames();
  const schemas = names.map((name) => ({ name, schema: read(name) }));
  const definitions = Object.assign(
    {},
    ...schemas.map(({ schema }) => schema.$defs ?? {}),
    ...schemas.map(({ name, schema }) => (name === 'common' ? {} : { [schema.title]: schema })),
  ) as Record<string, object>;
  const bundle = hoist({ title: 'Bundle', type: 'object', additionalProperties: false, $defs: definitions });
  const types = await compile(bundle as object, 'Bundle', {
    bannerComment: '// Generated from the schemas in this folder by `npm run format`; do not edit.',
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: true,
    format: false,
  });
  return tidy(types) + maps(schemas);
}

/** Writes `schemas/types.ts`. */
export async function writeTypes(): Promise<void> {
  writeFileSync(join(folder, 'types.ts'), await generateTypes());
}

// The compiler writes the empty bundle itself, a note on every definition, and an alias for the kinds listed below.
function tidy(types: string): string {
  return types
    .replace(/export interface Bundle \{\s*\}\n/, '')
    .replace(
      / \*\s*\n \* This interface was referenced by `Bundle`'s JSON-Schema\n \* via the `definition` "[^"]*"\.\n/g,
      '',
    )
    .replace(
      /\/\*\*\n \* This interface was referenced by `Bundle`'s JSON-Schema\n \* via the `definition` "[^"]*"\.\n \*\/\n/g,
      '',
    )
    .replace(/\/\*\*\n( \*[^\n]*\n)* \*\/\nexport type EvidenceKind = EvidenceKind\n/, '');
}

function schemaNames(): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.schema.json'))
    .map((file) => file.replace('.schema.json', ''))
    .sort();
}

const read = (name: string): Schema => JSON.parse(readFileSync(join(folder, `${name}.schema.json`), 'utf8')) as Schema;

// References between files become references inside the bundle.
function hoist(schema: object): unknown {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === '$schema' || key === '$id' ? undefined : value,
  );
  const inside = text
    .replace(/"(?:\.\.\/)?common\.schema\.json#/g, '"#')
    .replace(/"([a-z-]+)\.schema\.json"/g, (_, name: string) => `"#/$defs/${read(name).title}"`);
  return JSON.parse(inside, (key, value: unknown) => {
    // Which fields go together shapes no type.
    if (key === 'oneOf' && Array.isArray(value) && value.every(onlyRequires)) return undefined;
    // A reference with a description beside it would become a type of its own.
    if (value !== null && typeof value === 'object' && '$ref' in value) return { $ref: value.$ref };
    if (key === 'Bundle' || value === null || typeof value !== 'object' || !('$defs' in value) || isRoot(value))
      return value;
    return Object.fromEntries(Object.entries(value).filter(([name]) => name !== '$defs'));
  });
}

const onlyRequires = (branch: object) => Object.keys(branch).join() === 'required';
const isRoot = (value: object) => (value as { title?: string }).title === 'Bundle';

function maps(schemas: readonly { name: string; schema: Schema }[]): string {
  const observations = schemas.filter(({ name }) => name.startsWith('observations/'));
  const kind = (name: string) => name.replace('observations/', '');
  const line = (name: string, title: string) => `  '${name}': ${title};\n`;
  return [
    '\n/** Every kind of evidence, by the name of its schema. */',
    `export type EvidenceKind = 'declaration'${observations.map(({ name }) => ` | '${kind(name)}'`).join('')};\n`,
    '/** The declaration with every IXIT table present, empty where the manufacturer left it out. */',
    'export type Declared = Declaration & { ixit: Required<Ixit> };\n',
    '/** What each kind of evidence holds. */',
    `export interface Observations {\n  declaration: Declared;\n${observations.map(({ name, schema }) => line(kind(name), schema.title)).join('')}}\n`,
    '/** Every document, by the name of its schema. */',
    `export interface Documents {\n${schemas
      .filter(({ name }) => name !== 'common')
      .map(({ name, schema }) => line(name, schema.title))
      .join('')}}\n`,
    `export type DocumentName = ${schemas
      .filter(({ name }) => name !== 'common')
      .map(({ name }) => `'${name}'`)
      .join(' | ')};\n`,
  ].join('\n');
}

if (import.meta.filename === process.argv[1]) await writeTypes();
