import { digestOf } from './canonical-json.ts';
import type { Problem } from './problem.ts';
import { mostText, readBounded, readBytes, textOf } from './read-bounded.ts';
import { remember } from './remember.ts';
import { Source, mostTold, refusal } from './source.ts';
import type { DocumentName, Documents } from './types.ts';
import { duplicateIds, validate, type Misfit } from './validate.ts';

/** A document that fits its schema, with the digest of its bytes and the place of every value in it. */
export interface Loaded<T> {
  readonly value: T;
  readonly file: string;
  readonly digest: string;
  /** `file:line:column` of the value at this path, or of its nearest ancestor that exists. */
  readonly where: (path: readonly (string | number)[]) => string;
}

const codes = new Map<string, Problem['code']>([
  ['required', 'MISSING'],
  ['refersTo', 'FOREIGN_KEY'],
  ['type', 'TYPE'],
  ['format', 'FORMAT'],
  ['pattern', 'FORMAT'],
  ['duplicateId', 'DUPLICATE_ID'],
]);

// What machines write of a product of many parts is longer than what people write.
const byMachines: ReadonlySet<DocumentName> = new Set(['plan', 'judgements', 'report'] as const);
const most = (schema: DocumentName) => (byMachines.has(schema) ? 64 * 1024 * 1024 : mostText);

/**
 * Reads a YAML 1.2 or JSON document of the named schema.
 * @throws UserError with every problem found, each with file, line and column.
 */
export function load<Name extends DocumentName>(schema: Name, file: string): Loaded<Documents[Name]> {
  return loadText(schema, file, readBytes(file, most(schema)));
}

/** The same for text that is already in hand, as such or in UTF-8; `file` names it in messages. */
export function loadText<Name extends DocumentName>(
  schema: Name,
  file: string,
  text: string | Buffer,
): Loaded<Documents[Name]> {
  const digest = digestOf(text);
  const key = `${schema} ${digest} ${file}`;
  const given = () => (typeof text === 'string' ? text : textOf(text, file));
  return recent(key, () => read(schema, { file, text: given(), digest })) as Loaded<Documents[Name]>;
}

/**
 * A document of somebody else, which no schema of ours describes, read as strictly.
 * @throws UserError FILE, SIZE, SYNTAX or DUPLICATE_KEY
 */
export function readYamlOrJson(file: string): unknown {
  const { value, problems } = new Source(file, readBounded(file)).read();
  if (problems.length > 0) throw refusal(file, problems);
  return value;
}

// More than an edition has requirements: one too few, and reading them in order would find none of them remembered.
const recent = remember<Loaded<unknown>>(500);

interface Text {
  readonly file: string;
  readonly text: string;
  readonly digest: string;
}

function read(schema: DocumentName, { file, text, digest }: Text): Loaded<unknown> {
  const source = new Source(file, text);
  const { value, problems } = source.read();
  const where = (path: Path) => source.where(path);
  const misfits = [...validate(schema, value), ...duplicateIds(value)].slice(0, mostTold + 1);
  const all = [...problems, ...misfits.map((misfit) => problemOf(misfit, where))];
  if (all.length > 0) throw refusal(file, all);
  return { value, file, digest, where };
}

type Path = readonly (string | number)[];

function problemOf(misfit: Misfit, where: Loaded<unknown>['where']): Problem {
  const { path, keyword, message, unknown } = misfit;
  const hint = hintOf(misfit);
  const code = unknown === undefined ? (codes.get(keyword) ?? 'SCHEMA') : 'UNKNOWN_FIELD';
  const at = path.length === 0 ? '' : `${path.join('.')}: `;
  return { code, where: where(unknown === undefined ? path : [...path, unknown]), problem: at + message, ...hint };
}

function hintOf({ suggestion, known }: Misfit): Pick<Problem, 'hint'> {
  if (suggestion !== undefined) return { hint: `Is "${suggestion}" meant?` };
  if (known === undefined) return {};
  const more = known.length > 20 ? ' and more' : '';
  return { hint: `Known here: ${known.slice(0, 20).join(', ')}${more}.` };
}
