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

const brace = /\{([a-zA-Z][a-zA-Z0-9]*)\}/g;
const nothing: Carried = { headers: {}, cookies: {} };

/**
 * Keys of an app and tokens against forged requests, which the manufacturer declares as `beside`. They prove nobody: each
 * session is given its own, and whoever is given none, such as a caller without a session, carries those that were given
 * last. So a call is never refused only because it came without them.
 */
export class Beside {
  readonly #declared: NonNullable<Api['beside']>;
  readonly #known = new Map<string, Carried>();
  #last: Carried;
  #lastGiven: string | undefined;

  constructor(api: Api) {
    this.#declared = api.beside ?? {};
    this.#last = { ...nothing, headers: this.#headers(new Map()) };
  }

  /** What goes with a call of this session, fetched through `send` where the declaration says so. */
  async for(credential: string | undefined, method: string, send: Send): Promise<Carried> {
    const { fetch } = this.#declared;
    if (fetch === undefined) return this.#last;
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

  async #fetch(fetch: Fetch, credential: string | undefined, send: Send): Promise<Carried | undefined> {
    const { keeps = {}, keepsAfter = {}, cookies: kept = {} } = fetch;
    const filled = fill(fetch.request, new Map());
    const answer = filled && (await send(filled, credential, { ...nothing, headers: this.#headers(new Map()) }));
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
    const sent = Object.fromEntries(cookies.map(([, cookie, value = '']) => [cookie, value]));
    return { headers: this.#headers(values), cookies: sent };
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
