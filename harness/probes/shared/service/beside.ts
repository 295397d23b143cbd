import type { Answered } from './client.ts';
import { after, decoded, pick } from './content.ts';
import { fill, type Api, type Filled } from './fill.ts';

/** What a call carries beside its session. */
export interface Carried {
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
}

/** Sends a request in a session, with what it carries. */
export type Send = (request: Filled, credential: string | undefined, carried: Carried) => Promise<Answered | undefined>;

type Fetch = NonNullable<NonNullable<Api['beside']>['fetch']>;

/** What a session is given: values by the names in the braces of headers, and cookies. */
interface Given {
  readonly values: ReadonlyMap<string, string>;
  readonly cookies: Carried['cookies'];
}

// A value that was fetched, or a further cookie of the session; a cookie's name is a token (RFC 6265, 4.1.1).
const brace = /\{(cookie:[\w!#$%&'*+.^`|~-]{1,100}|[a-zA-Z][a-zA-Z0-9]*)\}/g;
const nothing: Given = { values: new Map(), cookies: {} };

/**
 * Keys of an app and tokens against forged requests, which the manufacturer declares as `beside`. They prove nobody: each
 * session is given its own, and whoever is given none, such as a caller without a session, carries those that were given
 * last. So a call is never refused only because it came without them.
 */
export class Beside {
  readonly #declared: NonNullable<Api['beside']>;
  readonly #copied: ReadonlySet<string>;
  readonly #known = new Map<string, Given>();
  #last = nothing;
  #lastGiven: string | undefined;
  #lastCookies: Carried['cookies'] = {};

  constructor(api: Api) {
    this.#declared = api.beside ?? {};
    const names = Object.values(this.#declared.headers ?? {}).flatMap((text) => [...text.matchAll(brace)]);
    this.#copied = new Set(names.flatMap(([, name = '']) => (name.startsWith('cookie:') ? [name.slice(7)] : [])));
  }

  /** What goes with a call of this session, fetched through `send` where the declaration says so. */
  async for(credential: string | undefined, method: string, send: Send): Promise<Carried> {
    return this.#carried(await this.#given(credential, method, send), credential);
  }

  async #given(credential: string | undefined, method: string, send: Send): Promise<Given> {
    const { fetch } = this.#declared;
    if (fetch === undefined) return nothing;
    const key = credential ?? '';
    const known = this.#known.get(key);
    if (known !== undefined && (fetch.forEachCall !== true || method === 'GET')) return known;
    const given = await this.#fetch(fetch, credential, send);
    // Whoever is given none carries what was given last, which may have to be as fresh; it asks again with the next call.
    if (given === undefined)
      return (fetch.forEachCall === true && (await this.#fetch(fetch, this.#lastGiven, send))) || this.#last;
    this.#known.set(key, given);
    [this.#last, this.#lastGiven] = [given, credential];
    return given;
  }

  async #fetch(fetch: Fetch, credential: string | undefined, send: Send): Promise<Given | undefined> {
    const { keeps = {}, keepsAfter = {}, cookies: kept = {} } = fetch;
    const filled = fill(fetch.request, new Map());
    const answer = filled && (await send(filled, credential, this.#carried(nothing, credential)));
    if (answer === undefined || answer.status >= 400) return undefined;
    const cookies = Object.entries(kept).map(([name, cookie]) => [name, cookie, cookieIn(answer, cookie)] as const);
    const given = [
      ...Object.entries(keeps).map(([name, path]) => [name, pick(answer.text, path)] as const),
      ...Object.entries(keepsAfter).map(([name, words]) => [name, after(answer.text, words)] as const),
      // A script that copies a cookie into a header undoes its escapes.
      ...cookies.map(([name, , value]) => [name, value && decoded(value)] as const),
    ];
    const values = new Map(given.filter((pair): pair is readonly [string, string] => pair[1] !== undefined));
    if (values.size < given.length) return undefined;
    return { values, cookies: Object.fromEntries(cookies.map(([, cookie, value = '']) => [cookie, value])) };
  }

  #carried({ values, cookies }: Given, credential: string | undefined): Carried {
    const own = this.#cookiesOf(credential);
    const copied = Object.entries(own ?? this.#lastCookies).map(
      ([name, value]) => [`cookie:${name}`, decoded(value)] as const,
    );
    // Whoever has a session sends these cookies as a part of it; others carry those that were given last.
    return {
      headers: this.#headers(new Map([...values, ...copied])),
      cookies: own === undefined ? { ...this.#lastCookies, ...cookies } : cookies,
    };
  }

  // The further cookies of a session that headers repeat; undefined where it has none.
  #cookiesOf(credential: string | undefined): Carried['cookies'] | undefined {
    const pairs = (credential?.split('; ').slice(1) ?? []).map((pair) => pair.split(/=(.*)/s, 2) as [string, string]);
    const found = pairs.filter(([name]) => this.#copied.has(name));
    if (found.length === 0) return undefined;
    this.#lastCookies = Object.fromEntries(found);
    return this.#lastCookies;
  }

  // A header is sent as soon as everything that it names is known.
  #headers(values: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
    const known = (text: string) => [...text.matchAll(brace)].every(([, name = '']) => values.has(name));
    const rows = Object.entries(this.#declared.headers ?? {}).filter(([, text]) => known(text));
    return Object.fromEntries(
      rows.map(([name, text]) => [name, text.replace(brace, (_, one: string) => values.get(one) ?? '')]),
    );
  }
}

/** The value that an answer gives a cookie last; undefined where it gives none. */
export function cookieIn({ cookies }: Pick<Answered, 'cookies'>, name: string): string | undefined {
  const line = cookies.findLast((cookie) => cookie.startsWith(`${name}=`));
  const value = line?.slice(name.length + 1).split(';', 1)[0];
  return value === '' ? undefined : value;
}
