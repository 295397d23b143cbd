import type { JsonCode } from './strict-json.ts';

/** One thing for which strict JSON refuses a text; `offset` in UTF-16 units. */
export interface JsonProblem {
  readonly code: JsonCode;
  readonly offset: number;
  readonly message: string;
}

const maxDepth = 64;

/**
 * Reads a text that `parseStrictJson` refused once more and goes on behind each mistake, so that a person sees all of
 * them at once. The value is of use only where names that stand twice are all that is wrong; then the last one counts.
 * @param most after so many problems the rest is not read
 */
export function readBrokenJson(
  text: string,
  most: number,
): { readonly value: unknown; readonly problems: readonly JsonProblem[] } {
  const reader = new Reader(text, most);
  const value = reader.document();
  return { value, problems: [...reader.problems.values()].sort((one, other) => one.offset - other.offset) };
}

const wholeString = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const endedString = /"(?:[^"\\\n]|\\.)*"/y;
const singleQuoted = /'[^'\n]*'/y;
const word = /[^ \t\n\r,:[\]{}"']+/y;
const literal = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const comment = /\/\/.*|#.*|\/\*[^]*?(?:\*\/|$)/y;
const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const closing = { '{': '}', '[': ']' } as const;
type Bracket = keyof typeof closing;

class Reader {
  /** By offset: what stands at one place is told once. */
  readonly problems = new Map<number, JsonProblem>();
  readonly #text: string;
  readonly #most: number;
  readonly #open: Bracket[] = [];
  #at = 0;

  constructor(text: string, most: number) {
    this.#text = text;
    this.#most = most;
  }

  document(): unknown {
    if (this.#text.startsWith('\ufeff')) this.#tell('JSON_BOM', 'starts with a byte-order mark', this.#at++);
    const value = this.#value();
    if (this.#peek() !== undefined) this.#tell('JSON_TRAILING', 'something follows the value');
    return value;
  }

  #value(): unknown {
    const start = this.#peek();
    if (start === '"') return this.#string();
    if (start === '{' || start === '[') return this.#collection(start);
    const [at, found] = [this.#at, this.#match(word) ?? this.#match(singleQuoted)];
    if (found !== undefined && literal.test(found)) return this.#literal(found, at);
    this.#tell('JSON', found?.startsWith("'") === true ? 'expected double quotes' : 'expected a value', at);
    if (found === undefined && start !== undefined && ":'".includes(start)) this.#at++;
    return null;
  }

  #collection(bracket: Bracket): unknown {
    if (this.#open.length > maxDepth) {
      this.#tell('JSON_DEPTH', `nested deeper than ${maxDepth}`);
      this.#at = this.#text.length;
      return null;
    }
    this.#at++;
    this.#open.push(bracket);
    const value = bracket === '{' ? this.#object() : this.#array();
    this.#open.pop();
    return value;
  }

  #object(): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (let first = true; this.#goesOn('{', first); first = false) {
      const [at, name] = [this.#at, this.#name()];
      if (name === '__proto__') this.#tell('JSON_PROTO', 'the name __proto__ is refused', at);
      else if (Object.hasOwn(result, name)) this.#tell('JSON_DUP', `the name "${name.slice(0, 80)}" occurs twice`, at);
      const next = this.#peek();
      if (next === ':') this.#at++;
      else this.#tell('JSON', 'expected a colon');
      const value = next === ',' || next === '}' || next === undefined ? null : this.#value();
      if (name !== '__proto__') result[name] = value;
    }
    return result;
  }

  #array(): unknown[] {
    const result: unknown[] = [];
    for (let first = true; this.#goesOn('[', first); first = false) result.push(this.#value());
    return result;
  }

  /** Takes what stands between two members; false where there is no further one. */
  #goesOn(bracket: Bracket, first: boolean): boolean {
    const end = closing[bracket];
    const wanted = bracket === '{' ? 'a name in double quotes' : 'a value';
    let comma = first;
    for (let next = this.#peek(); ; next = this.#peek()) {
      if (next === end) {
        if (comma && !first) this.#tell('JSON', `expected ${wanted}`);
        this.#at++;
        return false;
      }
      if (next === undefined || next === '}' || next === ']') {
        this.#tell('JSON', `expected a comma or "${end}"`);
        // One that closes what is around this closes this too; what closes nothing is passed over.
        if (next === undefined || this.#open.some((outer) => closing[outer] === next)) return false;
        this.#at++;
      } else if (next === ',') {
        if (comma) this.#tell('JSON', `expected ${wanted}`);
        comma = true;
        this.#at++;
      } else {
        if (!comma) this.#tell('JSON', `expected a comma or "${end}"`);
        return true;
      }
    }
  }

  #name(): string {
    if (this.#peek() === '"') return this.#string();
    this.#tell('JSON', 'expected a name in double quotes');
    return this.#match(word) ?? this.#match(singleQuoted) ?? '';
  }

  #string(): string {
    const at = this.#at;
    const whole = this.#match(wholeString);
    if (whole !== undefined) {
      const value = JSON.parse(whole) as string;
      if (lone.test(value)) this.#tell('JSON_SURROGATE', 'half of a surrogate pair', at);
      return value;
    }
    const ended = this.#match(endedString);
    if (ended !== undefined) this.#tell('JSON', 'a string with a control character or an unknown escape', at);
    else this.#tell('JSON', 'a string without its closing quote', at);
    const line = this.#text.indexOf('\n', at);
    if (ended === undefined) this.#at = line < 0 ? this.#text.length : line;
    return ended?.slice(1, -1) ?? '';
  }

  #literal(found: string, at: number): unknown {
    const value = JSON.parse(found) as unknown;
    const held =
      typeof value !== 'number' ||
      (Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)));
    if (!held) this.#tell('JSON_NUM', `the number ${found.slice(0, 40)} cannot be held exactly`, at);
    return value;
  }

  /** The next character that is neither space nor in a comment. */
  #peek(): string | undefined {
    for (;;) {
      while (' \t\n\r'.includes(this.#text[this.#at] ?? 'x')) this.#at++;
      const at = this.#at;
      if (this.#match(comment) === undefined) return this.#text[at];
      this.#tell('JSON', 'there are no comments in JSON', at);
    }
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #tell(code: JsonCode, message: string, offset = this.#at): void {
    if (this.problems.size >= this.#most) this.#at = this.#text.length;
    else if (!this.problems.has(offset)) this.problems.set(offset, { code, offset, message });
  }
}
