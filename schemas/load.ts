import { readFileSync, statSync } from 'node:fs';
import { LineCounter, isNode, parseDocument, visit, type Document } from 'yaml';
import { digestOf } from './canonical-json.ts';
import { fileProblem } from './file-problem.ts';
import { UserError, type Problem } from './problem.ts';
import { remember } from './remember.ts';
import { JsonError, parseStrictJson } from './strict-json.ts';
import type { DocumentName, Documents } from './types.ts';
import { validate, type Misfit } from './validate.ts';

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
]);

const maxBytes = 4 * 1024 * 1024;

/**
 * Reads a YAML 1.2 or JSON document of the named schema.
 * @throws UserError with every problem found, each with file, line and column.
 */
export function load<Name extends DocumentName>(schema: Name, file: string): Loaded<Documents[Name]> {
  return loadText(schema, file, readBounded(file));
}

/** The same for text that is already in hand; `file` names it in messages. */
export function loadText<Name extends DocumentName>(schema: Name, file: string, text: string): Loaded<Documents[Name]> {
  const digest = digestOf(text);
  const key = `${schema} ${digest} ${file}`;
  return recent(key, () => read(schema, { file, text, digest })) as Loaded<Documents[Name]>;
}

/**
 * A document of somebody else, which no schema of ours describes, read as strictly.
 * @throws UserError FILE, SIZE or SYNTAX
 */
export function readYamlOrJson(file: string): unknown {
  const source = new Source(file, readBounded(file));
  return file.endsWith('.json') ? source.json() : source.yaml();
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
  const value = file.endsWith('.json') ? source.json() : source.yaml();
  const problems = [...validate(schema, value).map((misfit) => source.problem(misfit)), ...source.duplicateIds(value)];
  if (problems.length > 0) throw new UserError(problems);
  return { value, file, digest, where: (path) => source.where(path) };
}

/** @throws UserError FILE or SIZE */
export function readBounded(file: string, limit = maxBytes): string {
  try {
    const { size } = statSync(file);
    if (size > limit)
      throw new UserError({ code: 'SIZE', where: file, problem: `${size} bytes, at most ${limit} are read` });
    return readFileSync(file, 'utf8');
  } catch (error) {
    const problem = fileProblem(error, file);
    throw problem === undefined ? error : new UserError(problem);
  }
}

class Source {
  readonly #file: string;
  readonly #text: string;
  readonly #lines = new LineCounter();
  #parsed: Document.Parsed | undefined;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
  }

  get #document(): Document.Parsed {
    return this.#parsed ?? this.#parse();
  }

  #parse(): Document.Parsed {
    this.#parsed = parseDocument(this.#text, { lineCounter: this.#lines, uniqueKeys: true, version: '1.2' });
    return this.#parsed;
  }

  json(): unknown {
    try {
      return parseStrictJson(this.#text);
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      const code = error.code === 'JSON_DUP' ? 'DUPLICATE_KEY' : 'SYNTAX';
      throw new UserError({ code, where: this.#position(error.offset), problem: error.message });
    }
  }

  yaml(): unknown {
    const document = this.#document;
    const problems: Problem[] = document.errors.map(({ code, message, pos }) => ({
      code: code === 'DUPLICATE_KEY' ? 'DUPLICATE_KEY' : 'SYNTAX',
      where: this.#position(pos[0]),
      problem: message.split('\n', 1)[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? code,
    }));
    const refuse = (code: 'ALIAS' | 'UNKNOWN_FIELD', offset: number, problem: string) =>
      problems.push({ code, where: this.#position(offset), problem });
    visit(document, {
      Alias: (_, node) =>
        void refuse('ALIAS', node.range?.[0] ?? 0, 'anchors and aliases are not used; write the value out'),
      Pair: (_, { key }) => {
        if (isNode(key) && key.toJSON() === '__proto__')
          refuse('UNKNOWN_FIELD', key.range?.[0] ?? 0, 'the name __proto__ is refused');
      },
    });
    if (problems.length > 0) throw new UserError(problems);
    return document.toJS({ maxAliasCount: 0 }) as unknown;
  }

  where(path: readonly (string | number)[]): string {
    for (let length = path.length; length > 0; length--) {
      const node = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return this.#position(node.range[0]);
    }
    return `${this.#file}:1:1`;
  }

  problem({ path, keyword, message, unknown, suggestion }: Misfit): Problem {
    const hint = suggestion === undefined ? undefined : `Is "${suggestion}" meant?`;
    const code = unknown === undefined ? (codes.get(keyword) ?? 'SCHEMA') : 'UNKNOWN_FIELD';
    const at = path.length === 0 ? '' : `${path.join('.')}: `;
    const where = this.where(unknown === undefined ? path : [...path, unknown]);
    return { code, where, problem: at + message, ...(hint === undefined ? {} : { hint }) };
  }

  // Rows are referred to by id, so an id stands for one row.
  duplicateIds(value: unknown, path: readonly (string | number)[] = []): Problem[] {
    if (value === null || typeof value !== 'object') return [];
    const seen = new Set<unknown>();
    return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
      const here = [...path, Array.isArray(value) ? Number(name) : name];
      const inner = this.duplicateIds(member, here);
      const id =
        Array.isArray(value) && member !== null && typeof member === 'object' && 'id' in member ? member.id : undefined;
      if (id === undefined) return inner;
      if (!seen.has(id)) {
        seen.add(id);
        return inner;
      }
      const problem = `${path.join('.')}: the id ${JSON.stringify(id).slice(0, 80)} occurs twice`;
      return [...inner, { code: 'DUPLICATE_ID' as const, where: this.where([...here, 'id']), problem }];
    });
  }

  #position(offset: number): string {
    if (this.#parsed === undefined) this.#parse();
    const { line, col } = this.#lines.linePos(Math.min(offset, this.#text.length));
    return `${this.#file}:${line}:${col}`;
  }
}
