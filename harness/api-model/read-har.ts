import { readBounded } from '../../schemas/read-bounded.ts';
import { UserError } from '../../schemas/problem.ts';
import { JsonError, parseStrictJson } from '../../schemas/strict-json.ts';
import type { Answer, Exchange } from './exchange.ts';

type Json = Readonly<Record<string, unknown>>;

const most = { bytes: 64 * 1024 * 1024, entries: 20_000, text: 1_000_000, headers: 200 };

/** The calls of several recordings, in the order in which they were made. @throws UserError as for one */
export const readHars = (files: readonly string[]): readonly Exchange[] =>
  files.flatMap(readHar).toSorted((one, other) => one.at - other.at);

/**
 * The calls of an HTTP Archive 1.2;
 * what has no address or no answer is left out.
 * @throws UserError SIZE, SYNTAX or FORMAT
 */
export function readHar(file: string): readonly Exchange[] {
  // The format allows a byte-order mark and tells readers to ignore it.
  const text = readBounded(file, most.bytes).replace(/^\ufeff/, '');
  const log = member(parsed(file, text), 'log');
  const entries = member(log, 'entries');
  if (!Array.isArray(entries)) throw refused(file, 'it has no log.entries, so that it is no HTTP Archive');
  if (entries.length > most.entries)
    throw refused(file, `${entries.length} entries, at most ${most.entries} are read`, 'SIZE');
  return entries.flatMap((entry: unknown) => exchangeOf(entry) ?? []);
}

function parsed(file: string, text: string): unknown {
  try {
    return parseStrictJson(text, most.bytes);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const before = text.slice(0, error.offset).split('\n');
    const where = `${file}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
    throw new UserError({ code: 'SYNTAX', where, problem: error.message });
  }
}

const refused = (where: string, problem: string, code: 'FORMAT' | 'SIZE' = 'FORMAT') =>
  new UserError({
    ...{ code, where, problem },
    hint: 'A browser saves one from the network panel of its developer tools; toymark journey check --har writes one.',
  });

function exchangeOf(entry: unknown): Exchange | undefined {
  const [request, response] = [member(entry, 'request'), member(entry, 'response')];
  const url = textAt(request, 'url');
  const status = member(response, 'status');
  if (!/^https?:/i.test(url) || !URL.canParse(url) || typeof status !== 'number' || status < 100) return undefined;
  const headers = headersOf(request);
  const type = (headers.get('content-type') ?? textAt(member(request, 'postData'), 'mimeType')).toLowerCase();
  const bearer = /^Bearer ([\x21-\x7e]{1,4000})$/i.exec(headers.get('authorization') ?? '')?.[1];
  const at = Date.parse(textAt(entry, 'startedDateTime'));
  return {
    at: Number.isNaN(at) ? 0 : at,
    ...{ method: textAt(request, 'method').toUpperCase().slice(0, 20), url: new URL(url), status, bearer },
    ...bodyOf(type, postedBy(member(request, 'postData'))),
    cookies: cookiesIn(headers.get('cookie') ?? ''),
    headers,
    answer: answerOf(response),
  };
}

function answerOf(response: unknown): Answer {
  const headers = headersOf(response);
  const content = member(response, 'content');
  const encoded = textAt(content, 'encoding') === 'base64';
  const text = textAt(content, 'text').slice(0, most.text);
  return {
    type: (headers.get('content-type') ?? textAt(content, 'mimeType')).toLowerCase(),
    text: encoded ? Buffer.from(text, 'base64').toString('utf8') : text,
    location: headers.get('location') ?? textAt(response, 'redirectURL'),
    cookies: new Map(
      (headers.get('set-cookie') ?? '').split('\n').flatMap((line) => pairOf(line.split(';', 1)[0] ?? '')),
    ),
  };
}

function postedBy(postData: unknown): string {
  const text = textAt(postData, 'text').slice(0, most.text);
  if (textAt(postData, 'encoding') === 'base64') return Buffer.from(text, 'base64').toString('utf8');
  const params = member(postData, 'params');
  if (text !== '' || !Array.isArray(params)) return text;
  const pairs = new URLSearchParams();
  for (const one of params.slice(0, most.headers) as readonly unknown[])
    pairs.append(textAt(one, 'name'), textAt(one, 'value'));
  return pairs.toString();
}

function bodyOf(type: string, text: string): Pick<Exchange, 'json' | 'form' | 'picture'> {
  const none = { json: undefined, form: undefined, picture: /^image\//.test(type) };
  if (type.startsWith('application/x-www-form-urlencoded'))
    return {
      ...none,
      form: Object.fromEntries([...new URLSearchParams(text)].filter(([name]) => name !== '__proto__')),
    };
  if (!/^application\/(?:[\w.-]+\+)?json/.test(type)) return none;
  try {
    const json = parseStrictJson(text === '' ? '{}' : text, most.text);
    return json !== null && typeof json === 'object' && !Array.isArray(json) ? { ...none, json: json as Json } : none;
  } catch {
    return none;
  }
}

function headersOf(message: unknown): ReadonlyMap<string, string> {
  const list = member(message, 'headers');
  const found = new Map<string, string>();
  for (const one of Array.isArray(list) ? list.slice(0, most.headers) : []) {
    const name = textAt(one, 'name').toLowerCase();
    const before = found.get(name);
    found.set(name, before === undefined ? textAt(one, 'value') : `${before}\n${textAt(one, 'value')}`);
  }
  return found;
}

const cookiesIn = (line: string) => new Map(line.split(/;\s*|\n/).flatMap(pairOf));

function pairOf(pair: string): readonly (readonly [string, string])[] {
  const at = pair.indexOf('=');
  return at < 1 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1)]];
}

const member = (value: unknown, name: string): unknown =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, name) ? (value as Json)[name] : undefined;

const textAt = (value: unknown, name: string): string => {
  const found = member(value, name);
  return typeof found === 'string' ? found : '';
};
