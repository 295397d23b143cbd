import { leavesOf, wordsBefore, type Exchange, type Found } from './exchange.ts';

/** Where a value came from: an answer of the service, or a mail that was read elsewhere. */
export type Source =
  | { readonly from: 'answer'; readonly exchange: Exchange; readonly found: Found }
  | { readonly from: 'mail'; readonly words: string };

const most = 400;

/** Looks for the first answer that gave a value, before the call that uses it. */
export class Sources {
  readonly #own: readonly Exchange[];
  readonly #others: readonly Exchange[];
  readonly #jsonOf: (exchange: Exchange) => unknown;
  readonly #leaves = new Map<Exchange, ReadonlyMap<string, string>>();
  readonly #found = new Map<string, Source | undefined>();

  /** @param own answers of the service that a later reader can ask for again; `others`: of other hosts, such as a post box */
  constructor(own: readonly Exchange[], others: readonly Exchange[], jsonOf: (exchange: Exchange) => unknown) {
    this.#own = own;
    this.#others = others;
    this.#jsonOf = jsonOf;
  }

  of(value: string, user: Exchange): Source | undefined {
    if (this.#found.has(value)) return this.#found.get(value);
    if (this.#found.size >= most) return undefined;
    const source = this.#inAnswers(value, user) ?? this.#inMails(value);
    this.#found.set(value, source);
    return source;
  }

  #inAnswers(value: string, user: Exchange): Source | undefined {
    const before = this.#own.slice(0, Math.max(0, this.#own.indexOf(user)));
    // What made an object tells its name better than a list that holds it first by chance.
    const inJson = before.flatMap((exchange) => {
      const path = this.#leavesOf(exchange).get(value);
      return path === undefined ? [] : [{ exchange, found: { value, path } }];
    });
    const best = inJson.find(({ exchange }) => exchange.method !== 'GET') ?? inJson[0];
    if (best !== undefined) return { from: 'answer', ...best };
    for (const exchange of before) {
      const { location, text } = exchange.answer;
      const words = wordsBefore(`${location}\n${text}`, value);
      if (words !== undefined) return { from: 'answer', exchange, found: { value, words } };
    }
    return undefined;
  }

  #inMails(value: string): Source | undefined {
    for (const { answer } of this.#others) {
      const words = wordsBefore(readable(answer.text), value, true);
      if (words !== undefined) return { from: 'mail', words };
    }
    return undefined;
  }

  #leavesOf(exchange: Exchange): ReadonlyMap<string, string> {
    const known = this.#leaves.get(exchange);
    if (known !== undefined) return known;
    const leaves = leavesOf(this.#jsonOf(exchange)).toReversed();
    const made = new Map(leaves.map(({ value, path = '' }) => [value, path]));
    this.#leaves.set(exchange, made);
    return made;
  }
}

// The words of a page without its markup, as a mail has them.
const readable = (text: string) =>
  text
    .replace(/<(?:script|style)\b[^]*?<\/(?:script|style)>/gi, '')
    .replace(/<[^>]{0,5000}>/g, '\n')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
