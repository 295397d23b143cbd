import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type DefinedError, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { packageRoot } from './package-root.ts';

const folder = join(packageRoot, 'schemas');
let ajv: Ajv2020 | undefined;
const compiled = new Map<string, ValidateFunction>();

/** What does not fit: the path of the value inside the document and a sentence that says what was expected. */
export interface Misfit {
  readonly path: readonly string[];
  readonly keyword: string;
  readonly message: string;
  /** A member that the schema does not know. */
  readonly unknown?: string;
  readonly suggestion?: string;
}

/** Compares a value with a schema by name, such as `declaration` or `observations/open-ports`. Empty when it fits. */
export function validate(schema: string, value: unknown): readonly Misfit[] {
  const check = compiled.get(schema) ?? compile(schema);
  if (check(value)) return [];
  return telling(check.errors ?? []).map((error) => misfit(error, value));
}

/** Kinds of evidence that have a schema; `declaration` is the declaration itself. */
export function evidenceKinds(): readonly string[] {
  const files = readdirSync(join(folder, 'observations')).filter((file) => file.endsWith('.schema.json'));
  return ['declaration', ...files.map((file) => file.replace('.schema.json', ''))].sort();
}

function compile(schema: string): ValidateFunction {
  ajv ??= create();
  const own = withReferred(ajv, schema);
  const check = ajv.getSchema(own.$id) ?? ajv.compile(own);
  compiled.set(schema, check);
  return check;
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

function create(): Ajv2020 {
  const instance = new Ajv2020({
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

function rowsAt(document: unknown, tablePath: string): readonly { id?: unknown }[] {
  const table = tablePath.split('.').reduce<unknown>((value, name) => member(value, name), document);
  return Array.isArray(table) ? (table as { id?: unknown }[]) : [];
}

const member = (value: unknown, name: string): unknown =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** A calendar date that exists and a time of day, in UTC (RFC 3339 profile). */
export function isUtcTime(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().replace('.000Z', 'Z') === text;
}

// anyOf repeats the misfits of every branch; the summary alone confuses less.
function telling(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const branches = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf').map((e) => e.schemaPath);
  return errors.filter((error) => !branches.some((path) => error.schemaPath.startsWith(`${path}/`)));
}

function misfit(error: ErrorObject, root: unknown): Misfit {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const base = { path, keyword: error.keyword };
  const known = error as DefinedError;
  if (known.keyword === 'additionalProperties') {
    const unknown: string = known.params.additionalProperty;
    const suggestion = closest(unknown, Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {}));
    return {
      ...base,
      unknown,
      message: `unknown field "${unknown.slice(0, 80)}"`,
      ...(suggestion ? { suggestion } : {}),
    };
  }
  if (error.keyword === 'refersTo') return { ...base, ...foreignKey(error, root) };
  return { ...base, message: sentence(error) };
}

function foreignKey(error: ErrorObject, root: unknown): { message: string; suggestion?: string } {
  const ids = rowsAt(root, error.schema as string).flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
  const suggestion = closest(String(error.data), ids);
  const message = `"${String(error.data).slice(0, 80)}" is not the id of a row of ${String(error.schema)}`;
  return { message, ...(suggestion === undefined ? {} : { suggestion }) };
}

function sentence(error: ErrorObject): string {
  const got = brief(error.data);
  const known = error as DefinedError;
  switch (known.keyword) {
    case 'required':
      return `the field "${known.params.missingProperty}" is missing`;
    case 'enum':
      return `expected one of ${(error.schema as unknown[]).map(String).join(', ')}, got ${got}`;
    case 'const':
      return `expected ${brief(error.schema)}, got ${got}`;
    case 'type':
      return `expected ${[error.schema].flat().join(' or ')}, got ${got}`;
    case 'pattern':
      return `expected text of the form ${String(error.schema)}, got ${got}`;
    default:
      return `${error.message ?? 'does not fit'}, got ${got}`;
  }
}

const brief = (value: unknown): string => {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? 'nothing' : text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

const unescapePointer = (part: string) => part.replaceAll('~1', '/').replaceAll('~0', '~');

/** The known name that differs by the fewest edits, if any is near. */
export function closest(name: string, known: readonly string[]): string | undefined {
  const scored = known.map((candidate) => ({ candidate, distance: editDistance(name.slice(0, 60), candidate) }));
  scored.sort((a, b) => a.distance - b.distance);
  const best = scored[0];
  return best && best.distance <= Math.max(2, name.length / 3) ? best.candidate : undefined;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
