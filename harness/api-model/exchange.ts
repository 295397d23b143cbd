/** One recorded call and its answer, as far as a model needs it. */
export interface Exchange {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  readonly url: URL;
  readonly json: Readonly<Record<string, unknown>> | undefined;
  readonly form: Readonly<Record<string, string>> | undefined;
  readonly picture: boolean;
  /** The value of `Authorization: Bearer`, or cookies by name. */
  readonly bearer: string | undefined;
  readonly cookies: ReadonlyMap<string, string>;
  /** By names in small letters. */
  readonly headers: ReadonlyMap<string, string>;
  readonly status: number;
  readonly answer: Answer;
}

export interface Answer {
  readonly type: string;
  readonly text: string;
  readonly location: string;
  readonly cookies: ReadonlyMap<string, string>;
}

/** A value in an answer, and how a later reader finds it there: at a dotted path, or after some words. */
export interface Found {
  readonly value: string;
  readonly path?: string;
  readonly words?: string;
}

const most = { leaves: 5000, depth: 12 };

/** Every simple value of JSON with its dotted path, in order. */
export function leavesOf(value: unknown): readonly Found[] {
  const found: Found[] = [];
  const walk = (one: unknown, path: readonly string[]): void => {
    if (found.length >= most.leaves || path.length > most.depth) return;
    if (typeof one === 'string' || typeof one === 'number') found.push({ value: String(one), path: path.join('.') });
    else if (one !== null && typeof one === 'object')
      for (const [name, member] of Object.entries(one)) if (!name.includes('.')) walk(member, [...path, name]);
  };
  walk(value, []);
  return found;
}

/** What a reader takes after some words; see `after` of the service's contents. */
const taken = /^[\w-]{4,200}/;

/**
 * How a value is found again in a page, an address or a mail: the words before it that lead to it and nothing else.
 * @param line all words of its line, as in a mail; otherwise those of the same tag or address
 */
export function wordsBefore(text: string, value: string, line = false): string | undefined {
  if (taken.exec(value)?.[0] !== value) return undefined;
  const at = line ? text.indexOf(value) : text.lastIndexOf(value);
  if (at < 0) return undefined;
  const before = text.slice(Math.max(0, at - 60), at);
  const own = (line ? /[^\r\n]{3,60}$/ : /[^\s<>]{3,60}$/).exec(before)?.[0] ?? '';
  const pieces = [...own.matchAll(/[/"'=?&:#]/g)].map(({ index }) => own.slice(line ? index + 1 : index));
  const fit = (words: string) => words.length >= 3 && /[a-z]{2}/i.test(words) && !/\d/.test(words);
  // A post box holds several mails; later one at a time is read.
  if (line) return [own, ...pieces].findLast(fit);
  // What changes with every family leads nowhere, and the last place counts.
  const leads = (words: string) => taken.exec(text.slice(text.lastIndexOf(words) + words.length))?.[0] === value;
  return [own, ...pieces].find((words) => fit(words) && leads(words));
}

/** The JSON of an answer; undefined where it is none. */
export function parsedJson({ type, text }: Answer): unknown {
  if (!/json/.test(type) && !/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Words of an address or a cookie without their escapes; as they are where they cannot be undone. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
