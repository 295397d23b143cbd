import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import { packageRoot } from './package-root.ts';
import { rowsAt } from './rows-at.ts';
import { isUtcTime } from './utc-time.ts';

const folder = join(packageRoot, 'schemas');
let ajv: Ajv2020 | undefined;
const compiled = new Map<string, ValidateFunction>();

/** The check of a schema by its name, compiled once. */
export function checkFor(schema: string): ValidateFunction {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  // To make the code of a check a little smaller takes longer than to run it.
  ajv ??= instanceWith({ code: { optimize: false } });
  const check = compileIn(ajv, schema);
  compiled.set(schema, check);
  return check;
}

/** Kinds of evidence that have a schema; `declaration` is the declaration itself. */
export function evidenceKinds(): readonly string[] {
  const files = readdirSync(join(folder, 'observations')).filter((file) => file.endsWith('.schema.json'));
  return ['declaration', ...files.map((file) => file.replace('.schema.json', ''))].sort();
}

/** Compiles a schema and those it refers to. */
export function compileIn(instance: Ajv2020, schema: string): ValidateFunction {
  const own = withReferred(instance, schema);
  return instance.getSchema(own.$id) ?? instance.compile(own);
}

// A document may hold another whole one, as a bundle holds envelopes.
function withReferred(instance: Ajv2020, schema: string): { $id: string } {
  const own = readSchema(schema);
  for (const [, name = ''] of JSON.stringify(own).matchAll(/"\$ref":"([a-z-]+)\.schema\.json"/g)) {
    const referred = withReferred(instance, name);
    if (instance.getSchema(referred.$id) === undefined) instance.addSchema(referred);
  }
  return own;
}

/** Compiles every schema of ours in the same way; `more` says what else is wanted of it. */
export function instanceWith(more: Options): Ajv2020 {
  const instance = new Ajv2020({
    ...more,
    allErrors: true,
    discriminator: true,
    strictTypes: false,
    strictTuples: false,
    verbose: true,
  });
  instance.addFormat('utc-time', isUtcTime);
  instance.addFormat('date', (day: string) => isUtcTime(`${day}T00:00:00Z`));
  instance.addFormat('evidence-kind', isEvidenceKind);
  instance.addVocabulary(['tsType', 'etsi']);
  instance.addKeyword({ keyword: 'refersTo', type: 'string', schemaType: 'string', validate: refersTo, errors: false });
  instance.addSchema(readSchema('common'));
  return instance;
}

function readSchema(name: string): { $id: string } {
  return JSON.parse(readFileSync(join(folder, `${name}.schema.json`), 'utf8')) as { $id: string };
}

// A journal names kinds on every line, so the file system is asked once for each.
const knownKinds = new Set(['declaration']);

function isEvidenceKind(kind: string): boolean {
  if (!knownKinds.has(kind) && existsSync(observationFile(kind))) knownKinds.add(kind);
  return knownKinds.has(kind);
}

const observationFile = (kind: string) =>
  /^[a-z-]{1,60}$/.test(kind) ? join(folder, 'observations', `${kind}.schema.json`) : '';

/** `refersTo: ixit.services`: the value is the id of a row of that table of the same document. */
function refersTo(...[tablePath, value, , context]: [string, string, unknown?, { rootData: unknown }?]): boolean {
  return rowsAt(context?.rootData, tablePath).some((row) => row.id === value);
}
