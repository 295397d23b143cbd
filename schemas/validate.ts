import type { DefinedError, ErrorObject } from 'ajv/dist/2020.js';
import { checkFor } from './check-for.ts';
import { rowsAt } from './rows-at.ts';

export { evidenceKinds } from './evidence-kinds.ts';
export { isUtcTime } from './utc-time.ts';

/** What does not fit: the path of the value inside the document and a sentence that says what was expected. */
export interface Misfit {
  readonly path: readonly string[];
  readonly keyword: string;
  readonly message: string;
  /** A member that the schema does not know. */
  readonly unknown?: string;
  readonly suggestion?: string;
  /** What could stand there instead, where nothing near is known. */
  readonly known?: readonly string[];
}

/** Compares a value with a schema by name, such as `declaration` or `observations/open-ports`. Empty when it fits. */
export function validate(schema: string, value: unknown): readonly Misfit[] {
  const check = checkFor(schema);
  if (check(value)) return [];
  return telling(check.errors ?? []).map((error) => misfit(error, value));
}

// anyOf repeats the misfits of every branch; the summary alone confuses less.
function telling(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const either = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  const branches = [...new Set(either.map(({ schemaPath }) => `${schemaPath}/`))];
  return errors.filter(({ schemaPath }) => !branches.some((path) => schemaPath.startsWith(path)));
}

/** Rows are referred to by id, so an id stands for one row of a list. */
export function duplicateIds(value: unknown, path: readonly string[] = []): readonly Misfit[] {
  if (value === null || typeof value !== 'object') return [];
  const seen = new Set<unknown>();
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    const here = [...path, name];
    const inner = duplicateIds(member, here);
    const id =
      Array.isArray(value) && member !== null && typeof member === 'object' && 'id' in member ? member.id : undefined;
    if (id === undefined) return inner;
    if (!seen.has(id)) {
      seen.add(id);
      return inner;
    }
    const message = `the id ${brief(id)} occurs twice`;
    return [...inner, { path: [...here, 'id'], keyword: 'duplicateId', message }];
  });
}

function misfit(error: ErrorObject, root: unknown): Misfit {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const base = { path, keyword: error.keyword };
  const known = error as DefinedError;
  if (known.keyword === 'additionalProperties') {
    const unknown: string = known.params.additionalProperty;
    const fields = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
    return { ...base, unknown, message: `unknown field "${unknown.slice(0, 80)}"`, ...instead(unknown, fields) };
  }
  if (error.keyword === 'refersTo') return { ...base, ...foreignKey(error, root) };
  return { ...base, message: sentence(error) };
}

function foreignKey(error: ErrorObject, root: unknown): Pick<Misfit, 'message' | 'suggestion' | 'known'> {
  const ids = rowsAt(root, error.schema as string).flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
  const table = String(error.schema);
  const empty = ids.length === 0 ? ', which has no rows' : '';
  const message = `"${String(error.data).slice(0, 80)}" is not the id of a row of ${table}${empty}`;
  return { message, ...instead(String(error.data), ids) };
}

function instead(given: string, known: readonly string[]): Pick<Misfit, 'suggestion' | 'known'> {
  const suggestion = closest(given, known);
  if (suggestion !== undefined) return { suggestion };
  return known.length === 0 ? {} : { known };
}

function sentence(error: ErrorObject): string {
  const got = brief(error.data);
  const known = error as DefinedError;
  switch (known.keyword) {
    case 'required':
      return `the field "${known.params.missingProperty}" is missing`;
    case 'enum':
      return `expected one of ${(error.schema as unknown[]).map(String).join(', ')}, got ${got}`;
    case 'oneOf':
      return alternatives(error) ?? `${error.message ?? 'does not fit'}, got ${got}`;
    case 'dependentRequired':
      return `"${known.params.property}" needs "${known.params.missingProperty}" beside it`;
    case 'const':
      return `expected ${brief(error.schema)}, got ${got}`;
    case 'type':
      return error.data === null
        ? `nothing stands here, expected ${typesIn(error.schema)}`
        : `expected ${typesIn(error.schema)}, got ${got}`;
    case 'pattern':
      return `expected text of the form ${String(error.schema)}, got ${got}`;
    default:
      return `${error.message ?? 'does not fit'}, got ${got}`;
  }
}

// One of several fields, such as what a step does.
function alternatives({ schema, data }: ErrorObject): string | undefined {
  const fields = (schema as readonly { readonly required?: readonly string[] }[]).flatMap(
    ({ required = [] }) => required,
  );
  if (fields.length === 0 || data === null || typeof data !== 'object') return undefined;
  const given = fields.filter((field) => Object.hasOwn(data, field));
  return `expected exactly one of ${fields.join(', ')}, got ${given.length === 0 ? 'none' : given.join(' and ')}`;
}

const typesIn = (schema: unknown) =>
  [schema]
    .flat()
    .map((type) => (type === 'boolean' ? 'true or false' : String(type)))
    .join(' or ');

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
