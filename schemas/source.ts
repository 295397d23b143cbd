import { LineCounter, isMap, isNode, isScalar, isSeq, parseDocument, visit, type Document, type YAMLMap } from 'yaml';
import { readBrokenJson } from './json-problems.ts';
import { UserError, type Problem } from './problem.ts';
import { mostText } from './read-bounded.ts';
import { JsonError, parseStrictJson } from './strict-json.ts';

/** Deeper than any document of ours; JSON is read no deeper either. */
const maxDepth = 64;

/** So many problems are told of one document; who reads further has another document in hand than was meant. */
export const mostTold = 1000;

/** A document is refused for all of these, or for the first thousand where there are more. */
export const refusal = (file: string, problems: readonly Problem[]): UserError =>
  new UserError(problems.length > mostTold ? [...problems.slice(0, mostTold), more(file)] : problems);

const more = (where: string): Problem => ({
  code: 'SIZE',
  where,
  problem: `more than ${mostTold} problems; the others are not told`,
});

type Path = readonly (string | number)[];

/** The text of a YAML or JSON document, and the place of every value in it. */
export class Source {
  readonly #file: string;
  readonly #text: string;
  readonly #members = new WeakMap<YAMLMap, ReadonlyMap<string, unknown>>();
  #parsed: Document.Parsed | undefined;
  #lines: LineCounter | undefined;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
  }

  /**
   * The value, with what may be told beside the misfits of its schema.
   * @throws UserError where the text has no one meaning
   */
  read(): { readonly value: unknown; readonly problems: readonly Problem[] } {
    return this.#file.endsWith('.json') ? this.#json() : this.#yaml();
  }

  /** `file:line:column` of the value at this path, or of its nearest ancestor that exists. */
  where(path: Path): string {
    let node: unknown = this.#mayBeParsed ? this.#document.contents : undefined;
    let offset = 0;
    for (const name of path) {
      node = this.#member(node, name);
      if (!isNode(node) || !node.range) break;
      offset = node.range[0];
    }
    return this.#position(offset);
  }

  // To look for each key among all others takes minutes where there are many; `repeated` looks once.
  get #document(): Document.Parsed {
    return (this.#parsed ??= parseDocument(this.#text, { uniqueKeys: false, version: '1.2' }));
  }

  // What machines write is longer, and reading it a second time for the place of a value would take minutes.
  get #mayBeParsed(): boolean {
    return this.#text.length <= mostText;
  }

  #member(node: unknown, name: string | number): unknown {
    if (isSeq(node)) return node.items[Number(name)];
    if (!isMap(node)) return undefined;
    const known = this.#members.get(node);
    const members = known ?? new Map(node.items.map(({ key, value }) => [String(key), value]));
    if (known === undefined) this.#members.set(node, members);
    return members.get(String(name));
  }

  #json(): { readonly value: unknown; readonly problems: readonly Problem[] } {
    try {
      return { value: parseStrictJson(this.#text), problems: [] };
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      const { value, problems } = readBrokenJson(this.#text, mostTold + 1);
      const told = (problems.length === 0 ? [error] : problems).map(({ code, offset, message }): Problem => {
        const where = this.#position(offset);
        return { code: code === 'JSON_DUP' ? 'DUPLICATE_KEY' : 'SYNTAX', where, problem: message };
      });
      if (told.some(({ code }) => code === 'SYNTAX')) throw refusal(this.#file, told);
      return { value, problems: told };
    }
  }

  #yaml(): { readonly value: unknown; readonly problems: readonly Problem[] } {
    const broken = this.#broken();
    if (broken.length > 0) throw refusal(this.#file, broken);
    const twice: Problem[] = [];
    const refused: Problem[] = [];
    const at = (list: Problem[], code: Problem['code'], { offset, problem }: { offset: number; problem: string }) =>
      void list.push({ code, where: this.#position(offset), problem });
    visit(this.#document, {
      Alias: (_, { range }) =>
        at(refused, 'ALIAS', { offset: range?.[0] ?? 0, problem: 'aliases are not used; write the value out' }),
      Map: (_, map, path) => {
        if (path.length > 2 * maxDepth) {
          at(refused, 'SYNTAX', { offset: map.range?.[0] ?? 0, problem: `nested deeper than ${maxDepth}` });
          return visit.BREAK;
        }
        for (const { offset, name } of repeated(map)) at(twice, 'DUPLICATE_KEY', { offset, problem: said(name) });
        return undefined;
      },
      Pair: (_, { key }) => {
        if (isNode(key) && key.toJSON() === '__proto__')
          at(refused, 'UNKNOWN_FIELD', { offset: key.range?.[0] ?? 0, problem: 'the name __proto__ is refused' });
      },
    });
    if (refused.length > 0) throw refusal(this.#file, [...twice, ...refused]);
    return { value: this.#document.toJS({ maxAliasCount: 0 }) as unknown, problems: twice };
  }

  // One mistake can break a text at many places; each place is told once.
  #broken(): readonly Problem[] {
    const seen = new Set<number>();
    return this.#document.errors.flatMap(({ message, pos: [offset] }): readonly Problem[] => {
      if (seen.has(offset)) return [];
      seen.add(offset);
      const first = message.split('\n', 1)[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';
      const problem = first.includes('call stack') ? `nested deeper than ${maxDepth}` : first;
      return [{ code: 'SYNTAX', where: this.#position(offset), problem }];
    });
  }

  #position(offset: number): string {
    if (!this.#mayBeParsed) return `${this.#file}:1:1`;
    this.#lines ??= linesOf(this.#text);
    const { line, col } = this.#lines.linePos(Math.min(offset, this.#text.length));
    return `${this.#file}:${line}:${col}`;
  }
}

/** Where each line begins. */
function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  for (let at = 0; at >= 0; at = text.indexOf('\n', at) + 1 || -1) lines.addNewLine(at);
  return lines;
}

/** The keys of a map that stand there before. */
function repeated({ items }: YAMLMap): readonly { readonly name: string; readonly offset: number }[] {
  const seen = new Set<string>();
  return items.flatMap(({ key }) => {
    const name = isScalar(key) ? String(key.value) : String(key);
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ name, offset: isNode(key) ? (key.range?.[0] ?? 0) : 0 }];
  });
}

const said = (name: string) => `the field "${name.slice(0, 80)}" stands here twice`;
