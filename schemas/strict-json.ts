/** Why a text is not the JSON we accept. */
export type JsonCode =
  | 'JSON'
  | 'JSON_BOM'
  | 'JSON_DEPTH'
  | 'JSON_DUP'
  | 'JSON_NUM'
  | 'JSON_PROTO'
  | 'JSON_SIZE'
  | 'JSON_SURROGATE'
  | 'JSON_TRAILING'
  | 'UTF8';

export class JsonError extends Error {
  readonly code: JsonCode;
  /** Position in UTF-16 units. */
  readonly offset: number;

  constructor(code: JsonCode, offset: number, message: string) {
    super(message);
    this.name = 'JsonError';
    this.code = code;
    this.offset = offset;
  }
}

const maxDepth = 64;

/**
 * Parses JSON (RFC 8259) that two readers cannot understand in two ways (RFC 7493, I-JSON): no duplicate names, no
 * `__proto__`, no lone surrogates, no integers beyond 2^53, no byte-order mark, nothing after the value, bounded depth.
 * @throws JsonError
 */
export function parseStrictJson(source: string | Uint8Array, maxBytes = 64 * 1024 * 1024): unknown {
  if (source.length > maxBytes) throw new JsonError('JSON_SIZE', 0, `longer than ${maxBytes} bytes`);
  const text = typeof source === 'string' ? source : decode(source);
  if (text.charCodeAt(0) === 0xfeff) throw new JsonError('JSON_BOM', 0, 'starts with a byte-order mark');
  return new Reader(text).document();
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new JsonError('UTF8', 0, 'is not UTF-8');
  }
}

const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;
const plainString = /"[^"\\\u0000-\u001f]*"/y;
const escapedString = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

class Reader {
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  document(): unknown {
    const value = this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) this.#refuse('JSON_TRAILING', 'something follows the value');
    return value;
  }

  #value(depth: number): unknown {
    if (depth > maxDepth) this.#refuse('JSON_DEPTH', `nested deeper than ${maxDepth}`);
    this.#space();
    const start = this.#text[this.#at];
    if (start === '{') return this.#object(depth);
    if (start === '[') return this.#array(depth);
    return start === '"' ? this.#string() : this.#literal();
  }

  #object(depth: number): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    this.#at++;
    if (this.#next('}')) return result;
    do {
      this.#space();
      if (this.#text[this.#at] !== '"') this.#refuse('JSON', 'expected a name in double quotes');
      const name = this.#string();
      if (name === '__proto__') this.#refuse('JSON_PROTO', 'the name __proto__ is refused');
      if (Object.hasOwn(result, name)) this.#refuse('JSON_DUP', `the name "${name.slice(0, 80)}" occurs twice`);
      if (!this.#next(':')) this.#refuse('JSON', 'expected a colon');
      result[name] = this.#value(depth + 1);
    } while (this.#next(','));
    if (!this.#next('}')) this.#refuse('JSON', 'expected a comma or a closing brace');
    return result;
  }

  #array(depth: number): unknown[] {
    const result: unknown[] = [];
    this.#at++;
    if (this.#next(']')) return result;
    do result.push(this.#value(depth + 1));
    while (this.#next(','));
    if (!this.#next(']')) this.#refuse('JSON', 'expected a comma or a closing bracket');
    return result;
  }

  #string(): string {
    const plain = this.#match(plainString);
    if (plain !== undefined) return this.#wellFormed(plain.slice(1, -1));
    const escaped = this.#match(escapedString);
    if (escaped === undefined) this.#refuse('JSON', 'malformed string');
    return this.#wellFormed(JSON.parse(escaped) as string);
  }

  #wellFormed(value: string): string {
    const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
    if (lone.test(value)) this.#refuse('JSON_SURROGATE', 'half of a surrogate pair');
    return value;
  }

  #literal(): unknown {
    const token = this.#match(literal);
    if (token === undefined) this.#refuse('JSON', 'expected a value');
    const value = JSON.parse(token) as unknown;
    if (
      typeof value === 'number' &&
      (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
    )
      this.#refuse('JSON_NUM', `the number ${token.slice(0, 40)} cannot be held exactly`);
    return value;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #next(character: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #space(): void {
    while (' \t\n\r'.includes(this.#text[this.#at] ?? 'x')) this.#at++;
  }

  #refuse(code: JsonCode, message: string): never {
    throw new JsonError(code, this.#at, message);
  }
}
