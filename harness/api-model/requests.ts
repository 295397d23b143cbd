import type { Ixit } from '../../schemas/types.ts';
import { decoded, type Exchange } from './exchange.ts';
import { braceName, familyValueFor, isLongWord, looksDrawn, singular, unused } from './naming.ts';
import type { Source, Sources } from './sources.ts';

export type DeclaredRequest = NonNullable<Ixit['apiCalls']>[number]['request'];

/** A value that a request uses, by its name, and where it came from. */
export interface Used {
  readonly name: string;
  readonly source: Source | undefined;
}

/** A call as it is declared: every value of one family, one session or one object is a name in braces. */
export interface Templated {
  readonly request: DeclaredRequest;
  /** Same for calls that differ only in these values. */
  readonly key: string;
  readonly used: readonly Used[];
  readonly names: ReadonlySet<string>;
}

export interface Known {
  readonly sources: Sources;
  /** Names of the bench's family by their values. */
  readonly family: ReadonlyMap<string, string>;
  /** Who the caller is: an e-mail address or a user name. */
  readonly identityOf: (exchange: Exchange) => string | undefined;
}

const reserved = ['email', 'username', 'password', 'newPassword', 'firstName', 'birthday', 'phrase', 'serial', 'code'];
const secretLong = 16;

/** Turns recorded calls into declared ones, and remembers which name it gave to what. */
export class Templates {
  readonly #known: Known;
  /** Name by the place in which it was met first, and by value. */
  readonly #byPlace = new Map<string, string>();
  readonly #byValue = new Map<string, string>();
  readonly #taken: Set<string>;
  readonly #sourceOf = new Map<string, Source>();
  readonly #passwords = new Map<string, string>();

  constructor(known: Known) {
    this.#known = known;
    this.#taken = new Set([...reserved, ...known.family.values(), 'hours', 'invited', 'credential']);
  }

  of(exchange: Exchange): Templated {
    const used = new Map<string, Used>();
    const names = new Set<string>();
    const put = (name: string, source?: Source) => {
      names.add(name);
      const own = !reserved.includes(name) && name !== 'invited' && ![...this.#known.family.values()].includes(name);
      if (own) used.set(name, { name, source: source ?? this.#sourceOf.get(name) });
      return `{${name}}`;
    };
    const path = this.#path(exchange, put);
    const body = this.#body(exchange, path, put);
    const request = { method: exchange.method, path, ...body } as DeclaredRequest;
    const fields = Object.keys(body.json ?? body.form ?? {}).sort();
    const key = `${exchange.method} ${path.replace(/=[^&{]*/g, '=')} ${fields.join(' ')}`;
    return { request, key, used: [...used.values()], names };
  }

  #path(exchange: Exchange, put: (name: string, source?: Source) => string): string {
    const parts: string[] = [];
    for (const part of exchange.url.pathname.split('/')) {
      const value = decoded(part);
      const before = parts.findLast((one) => one !== '' && !one.startsWith('{')) ?? 'id';
      parts.push(this.#inPath(value, { exchange, place: parts.join('/'), before, put }) ?? part);
    }
    const query = [...exchange.url.searchParams].slice(0, 30).map(([field, value]) => {
      const filled = this.#field({ exchange, place: `${parts.join('/')}?${field}`, field, value, put });
      return `${encodeURIComponent(field)}=${filled.startsWith('{') ? filled : encodeURIComponent(filled)}`;
    });
    return (parts.join('/') + (query.length === 0 ? '' : `?${query.join('&')}`)).slice(0, 1000);
  }

  #inPath(
    value: string,
    at: { exchange: Exchange; place: string; before: string; put: (name: string, source?: Source) => string },
  ): string | undefined {
    const { exchange, place, before, put } = at;
    const own = this.#ownName(value, exchange);
    if (own !== undefined) return put(own);
    const placed = this.#byPlace.has(place) && value.length >= 4;
    if (!looksDrawn(value) && !isLongWord(value) && !placed) return undefined;
    const source = this.#known.sources.of(value, exchange);
    if (!isDrawn(value, source) && !(placed && source !== undefined)) return undefined;
    return put(this.#name(value, { place, words: singular(before), source }), source);
  }

  #body(
    exchange: Exchange,
    path: string,
    put: (name: string, source?: Source) => string,
  ): Pick<DeclaredRequest, 'json' | 'form' | 'picture'> {
    const of = (field: string, value: string) =>
      this.#field({ exchange, place: `${exchange.method} ${path} ${field}`, field, value, put });
    if (exchange.method === 'GET') return {};
    if (exchange.picture) return { picture: 'image/png' };
    if (exchange.form !== undefined) {
      const fields = Object.entries(exchange.form).slice(0, 50);
      return { form: Object.fromEntries(fields.map(([field, value]) => [field, of(field, value).slice(0, 4000)])) };
    }
    return exchange.json === undefined
      ? {}
      : { json: within(exchange.json, of, { depth: 0, field: '' }) as DeclaredRequest['json'] & object };
  }

  #field(at: {
    readonly exchange: Exchange;
    readonly place: string;
    readonly field: string;
    readonly value: string;
    readonly put: (name: string, source?: Source) => string;
  }): string {
    const { exchange, place, field, value, put } = at;
    if (value === '') return '';
    const hint = familyValueFor(field);
    // A password is never written, wherever it came from.
    if (hint === 'password' || hint === 'newPassword') {
      // Whoever chooses a password repeats it.
      const repeated = hint === 'newPassword' && this.#passwords.get(value) === 'password';
      const name = repeated ? 'password' : hint;
      if (!this.#passwords.has(value)) this.#passwords.set(value, name);
      return put(name);
    }
    if (this.#passwords.has(value) && value.length >= 4) return put('password');
    const own = this.#ownName(value, exchange);
    if (own !== undefined) return put(own);
    if (hint === 'email' && value.includes('@'))
      return put(this.#known.identityOf(exchange) === undefined ? 'email' : 'invited');
    const known = this.#byValue.get(value);
    if (known !== undefined && value.length >= 4) return put(known);
    const source = value.length >= 4 ? this.#known.sources.of(value, exchange) : undefined;
    const drawn = isDrawn(value, source) && value.length >= (/^\d+$/.test(value) ? 6 : 4);
    const mailed = source?.from === 'mail' && isCode(value);
    if ((drawn && (source !== undefined || value.length >= secretLong)) || mailed) {
      const last = exchange.url.pathname.split('/').findLast((part) => /^[a-z-]+$/i.test(part)) ?? '';
      return put(this.#name(value, { place, words: `${last} ${field}`, source }), source);
    }
    return hint === undefined ? value.replace(/[{}]/g, '') : put(hint);
  }

  #ownName(value: string, exchange: Exchange): string | undefined {
    if (value.length < 3) return undefined;
    const identity = this.#known.identityOf(exchange);
    if (identity !== undefined && value.toLowerCase() === identity.toLowerCase())
      return identity.includes('@') ? 'email' : 'username';
    return this.#known.family.get(value);
  }

  #name(
    value: string,
    { place, words, source }: { readonly place: string; readonly words: string; readonly source: Source | undefined },
  ): string {
    const name = this.#byPlace.get(place) ?? this.#byValue.get(value) ?? unused(braceName(words), this.#taken, '');
    this.#taken.add(name);
    this.#byPlace.set(place, name);
    this.#byValue.set(value, name);
    if (source !== undefined && !this.#sourceOf.has(name)) this.#sourceOf.set(name, source);
    return name;
  }
}

// Words of an address may look drawn; what an earlier answer gave as a value of its own is no such word.
const isDrawn = (value: string, source: Source | undefined) =>
  looksDrawn(value) || (isLongWord(value) && source?.from === 'answer' && source.found.path !== undefined);

// People also write words that a mail to them holds.
const isCode = (value: string) => /\d/.test(value) || /^[A-Z-]{6,}$/.test(value) || isLongWord(value);

const deepest = 8;

type Fill = (field: string, value: string) => string;

function within(
  value: unknown,
  fill: Fill,
  { depth, field }: { readonly depth: number; readonly field: string },
): unknown {
  if (typeof value === 'string') return fill(field, value).slice(0, 4000);
  if (value === null || typeof value !== 'object') return value;
  if (depth > deepest) return null;
  if (Array.isArray(value)) return value.slice(0, 50).map((one) => within(one, fill, { depth: depth + 1, field }));
  const members = Object.entries(value).slice(0, 50);
  return Object.fromEntries(members.map(([name, one]) => [name, within(one, fill, { depth: depth + 1, field: name })]));
}
