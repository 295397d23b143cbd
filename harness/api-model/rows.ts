import { changes, doesOf, holdsList } from './deeds.ts';
import { leavesOf, parsedJson, type Exchange } from './exchange.ts';
import type { Kept } from './from-calls.ts';
import { rowId, unused } from './naming.ts';
import type { Used } from './requests.ts';
import type { Ixit } from '../../schemas/types.ts';

type Call = NonNullable<Ixit['apiCalls']>[number];

/** The rows of `apiCalls`: each call once, in the order in which it was made first. */
export function callsOf(kept: readonly Kept[], joined: ReadonlySet<string>, api: string): readonly Call[] {
  const rows = new Map<string, { kept: Kept; call: Call }>();
  const ids = new Set<string>();
  for (const one of kept) {
    const { templated, exchange, signedIn, opens } = one;
    const mailed = templated.used.some(({ source }) => source?.from === 'mail');
    if (rows.has(templated.key) || joined.has(templated.key)) continue;
    const { method, path } = templated.request;
    const lists = holdsList(parsedJson(exchange.answer));
    const does = doesOf({ method, path, names: templated.names, signedIn, opens, mailed, lists });
    // What a visitor sends and that opens nothing concerns no family.
    if (!signedIn && !['sign-up', 'sign-in', 'forgotten', 'accept'].includes(does)) continue;
    const last =
      path
        .split('?', 1)[0]
        ?.split('/')
        .findLast((part) => part !== '' && !part.startsWith('{')) ?? '';
    const id = unused(rowId(`${does} ${last}`.replace(/^(\S+) \1$/, '$1')), ids);
    ids.add(id);
    rows.set(templated.key, { kept: one, call: { id, api, does, request: templated.request } });
  }
  return withKeeps(inOrder([...rows.values()], kept), kept);
}

type Row = { readonly kept: Kept; readonly call: Call };

// A page that names an object or shows what was written is read after that, however often it was read before.
function inOrder(rows: readonly Row[], kept: readonly Kept[]): readonly Row[] {
  const givers = new Map<string, number>();
  const names = new Set<string>();
  for (const { name, source } of kept.flatMap(({ templated }) => templated.used)) {
    const at = source?.from === 'answer' ? kept.findIndex(({ exchange }) => exchange === source.exchange) : -1;
    const key = kept[at]?.templated.key;
    if (key === undefined || names.has(`${key} ${name}`)) continue;
    // Others who were recorded later made objects of their own.
    names.add(`${key} ${name}`);
    givers.set(key, Math.max(at, givers.get(key) ?? 0));
  }
  const shown = firstShowing(kept);
  const place = ({ kept: own }: Row) =>
    givers.get(own.templated.key) ?? shown.get(own.templated.key) ?? kept.indexOf(own);
  return rows.toSorted((one, other) => place(one) - place(other));
}

/** Where the answer to a reading call, by its key, first showed what an earlier call had written. */
export function firstShowing(kept: readonly Kept[]): ReadonlyMap<string, number> {
  const shown = new Map<string, number>();
  const written = new Set<string>();
  for (const [at, { exchange, templated }] of kept.entries()) {
    if (exchange.method === 'GET') {
      const { text } = exchange.answer;
      if (!shown.has(templated.key) && [...written].some((word) => text.includes(word))) shown.set(templated.key, at);
    } else if (written.size < mostWords) for (const word of wordsIn(exchange)) written.add(word);
  }
  return shown;
}

const mostWords = 500;

const wordsIn = ({ json = {}, form = {} }: Exchange): readonly string[] =>
  Object.values({ ...json, ...form }).filter(
    (value): value is string => typeof value === 'string' && value.length >= 4,
  );

function withKeeps(rows: readonly Row[], kept: readonly Kept[]): readonly Call[] {
  const used = kept.flatMap(({ templated }) => templated.used);
  const keyOf = new Map(kept.map(({ exchange, templated }) => [exchange, templated.key]));
  return rows.map(({ kept: own, call }) => {
    const given = used.filter(
      ({ source }) => source?.from === 'answer' && keyOf.get(source.exchange) === own.templated.key,
    );
    const state = changes.has(call.does) ? stateOf(own, rows, kept) : undefined;
    const mail = call.does === 'invite' ? mailAfter(own, kept) : {};
    return { ...call, ...keepsOf(given), ...mail, ...(state === undefined ? {} : { state }), ...mediaOf(own) };
  });
}

/** The rows of `keeps` and `keepsAfter` for values that an answer gives. */
export function keepsOf(given: readonly Used[]): Pick<Call, 'keeps' | 'keepsAfter'> {
  const found = (part: 'path' | 'words') =>
    Object.fromEntries(
      given.flatMap(({ name, source }) => {
        const at = source?.from === 'answer' ? source.found[part] : undefined;
        return at === undefined ? [] : [[name, at]];
      }),
    );
  const [keeps, keepsAfter] = [found('path'), found('words')];
  return {
    ...(Object.keys(keeps).length === 0 ? {} : { keeps }),
    ...(Object.keys(keepsAfter).length === 0 ? {} : { keepsAfter }),
  };
}

// The next reading call whose answer shows what was written, or the nearest that names what is above it.
function stateOf(own: Kept, rows: readonly Row[], kept: readonly Kept[]): string | undefined {
  const words = wordsIn(own.exchange);
  const reading = rows.filter(({ call }) => ['read', 'list'].includes(call.does));
  const later = kept.slice(kept.indexOf(own) + 1).filter(({ exchange }) => exchange.method === 'GET');
  const showing = later.find(({ exchange }) => words.some((word) => exchange.answer.text.includes(word)));
  const shown = reading.find(({ kept: one }) => one.templated.key === showing?.templated.key);
  const { path } = own.templated.request;
  const above = reading
    .filter(({ call }) => path.startsWith(call.request.path.split('?', 1)[0] ?? ''))
    .toSorted((one, other) => other.call.request.path.length - one.call.request.path.length)[0];
  const after = reading.find(({ kept: one }) => one.templated.key === later[0]?.templated.key);
  return (shown ?? above ?? after)?.call.id;
}

function mailAfter(own: Kept, kept: readonly Kept[]): Pick<Call, 'mail' | 'key'> {
  const later = kept.slice(kept.indexOf(own) + 1).flatMap(({ templated }) => templated.used);
  const mailed = later.find(({ source }) => source?.from === 'mail');
  return mailed?.source?.from === 'mail' ? { mail: { [mailed.name]: mailed.source.words }, key: mailed.name } : {};
}

// An address of a picture that a program is given.
function mediaOf({ exchange }: Kept): Pick<Call, 'media'> {
  const found = leavesOf(parsedJson(exchange.answer)).find(
    ({ value }) => /^https?:\/\/\S{1,2000}$/.test(value) && URL.canParse(value) && !value.endsWith('/'),
  );
  const pictured = exchange.picture || /\.(?:png|jpe?g|webp|gif|mp[34]|ogg|wav|webm)(?:$|\?)/i.test(found?.value ?? '');
  return found?.path === undefined || !pictured ? {} : { media: found.path };
}
