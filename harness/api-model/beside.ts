import type { Ixit } from '../../schemas/types.ts';
import { decoded, leavesOf, wordsBefore, type Exchange } from './exchange.ts';
import { braceName } from './naming.ts';
import type { Session } from './session.ts';

type Api = NonNullable<Ixit['apis']>[number];
type Fetch = NonNullable<NonNullable<Api['beside']>['fetch']>;

/** What calls carried beside their session, as far as a recording proves where each value comes from. */
export interface Proposed {
  readonly beside?: NonNullable<Api['beside']>;
  /** Cookies that each session was opened with, and that a header repeats or that differ with each session. */
  readonly with: readonly string[];
  /** What was carried and could not be derived, one sentence each. */
  readonly notes: readonly string[];
}

interface Recorded {
  readonly own: readonly Exchange[];
  readonly session: Session;
  readonly jsonOf: (exchange: Exchange) => unknown;
  readonly accountOf: (exchange: Exchange) => string | undefined;
  /** Texts of the scripts of the service, which are the same for everybody. */
  readonly scripts: readonly string[];
  /** Values of the family. */
  readonly personal: ReadonlySet<string>;
}

const usual = new Set(['x-requested-with', 'x-forwarded-for', 'x-client-data']);
const telling = /^x-|csrf|xsrf|api-?key|app-?(?:key|id)/;

/** A value that stands in a header, and how the bench gets it again. */
type Way =
  | { readonly kind: 'always'; readonly value: string }
  | { readonly kind: 'cookie'; readonly cookie: string }
  | { readonly kind: 'fetched'; readonly fetch: Fetch }
  | { readonly kind: 'unknown'; readonly why: string };

/** Proposes `beside` and the further cookies of a session; what is not proved by the recording is told and not proposed. */
export function besideIn(recorded: Recorded): Proposed {
  const signed = recorded.own.filter((one) => recorded.session.credentialOf(one) !== undefined);
  const names = new Set(signed.flatMap(({ headers }) => [...headers.keys()].filter((name) => telling.test(name))));
  const headers: Record<string, string> = {};
  const notes: string[] = [];
  const cookies = new Set<string>();
  let fetch: Fetch | undefined;
  for (const name of [...names].filter((one) => !usual.has(one))) {
    const way = wayOf(name, signed, recorded);
    if (way.kind === 'always') headers[name] = way.value;
    else if (way.kind === 'cookie') {
      headers[name] = `{cookie:${way.cookie}}`;
      cookies.add(way.cookie);
    } else if (way.kind === 'fetched' && (fetch === undefined || fetch.request.path === way.fetch.request.path)) {
      headers[name] = `{${valueName(name)}}`;
      fetch = { ...merged(fetch, way.fetch) };
    } else notes.push(`${name} ${way.kind === 'unknown' ? way.why : 'comes from another answer than the others'}`);
  }
  const beside = {
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(fetch === undefined ? {} : { fetch }),
  };
  for (const cookie of ofSessions(recorded)) cookies.add(cookie);
  return { ...(Object.keys(beside).length === 0 ? {} : { beside }), with: [...cookies].slice(0, 5), notes };
}

const merged = (one: Fetch | undefined, other: Fetch): Fetch => ({
  ...one,
  ...other,
  ...(one?.keeps === undefined && other.keeps === undefined ? {} : { keeps: { ...one?.keeps, ...other.keeps } }),
  ...(one?.cookies === undefined && other.cookies === undefined
    ? {}
    : { cookies: { ...one?.cookies, ...other.cookies } }),
  ...(one?.keepsAfter === undefined && other.keepsAfter === undefined
    ? {}
    : { keepsAfter: { ...one?.keepsAfter, ...other.keepsAfter } }),
});

const valueName = (header: string) => braceName(header.replace(/^x-/, ''));

function wayOf(name: string, signed: readonly Exchange[], recorded: Recorded): Way {
  const writes = signed.filter(({ method, form }) => method !== 'GET' && form === undefined);
  if (writes.some(({ headers }) => !headers.has(name)))
    return { kind: 'unknown', why: 'was carried by some calls that write and not by others' };
  const carriers = signed.filter(({ headers }) => headers.has(name));
  const values = new Set(carriers.map(({ headers }) => headers.get(name) ?? ''));
  const [value = ''] = values;
  const known = knownToAll(value, carriers, recorded);
  if (values.size === 1 && known === true) return { kind: 'always', value };
  const found = cookieOf(name, carriers, recorded) ?? fetchOf(name, carriers, recorded);
  if (found !== undefined) return found;
  const changes = 'changes, and no answer that was recorded gave it';
  return { kind: 'unknown', why: values.size === 1 && known !== true ? known : changes };
}

/** Whether a value that never changed is nobody's own, or why that cannot be told. */
function knownToAll(value: string, carriers: readonly Exchange[], recorded: Recorded): true | string {
  const { own, session, accountOf, scripts, personal } = recorded;
  if (!/^[\x20-\x7e]{1,2000}$/.test(value) || /[{}]/.test(value) || personal.has(value))
    return 'holds what is not declared';
  const accounts = new Set(carriers.flatMap((one) => accountOf(one) ?? []));
  if (accounts.size > 1) return true;
  // A script or a page for anybody gives it; a short value stands everywhere by chance.
  const ofVisitors = own.filter(
    (one) => session.credentialOf(one) === undefined && session.openedBy(one) === undefined,
  );
  const shown = [...scripts, ...ofVisitors.map(({ answer }) => answer.text)];
  if (value.length >= 4 && shown.some((text) => text.includes(value))) return true;
  if (new Set(carriers.map(session.credentialOf)).size < 2)
    return 'was seen in one session only, and no answer gave it: record a second sign-in';
  const given = own.some(({ answer }) => answer.text.includes(value) || [...answer.cookies.values()].includes(value));
  return given ? 'was the same for the only account, and an answer to it holds it: record a second account' : true;
}

/** A cookie that every session was opened with, and that this header repeats in each of its calls. */
function cookieOf(name: string, carriers: readonly Exchange[], { session }: Recorded): Way | undefined {
  if (session.token.in !== 'cookie') return undefined;
  const [first] = carriers;
  const candidates = [...(first?.cookies ?? [])].filter(([cookie]) => cookie !== session.token.cookie);
  const found = candidates.find(([cookie]) =>
    carriers.every(({ headers, cookies }) => {
      const value = cookies.get(cookie);
      return value !== undefined && value.length >= 8 && decoded(value) === headers.get(name);
    }),
  );
  return found === undefined || !opensWith(found[0], carriers, session.openings)
    ? undefined
    : { kind: 'cookie', cookie: found[0] };
}

const opensWith = (cookie: string, carriers: readonly Exchange[], openings: Session['openings']) =>
  carriers.every(({ cookies }) => openings.some(({ answer }) => answer.cookies.get(cookie) === cookies.get(cookie)));

/** One address, read in each session before it carried the value, whose answers gave it in one and the same way. */
function fetchOf(name: string, carriers: readonly Exchange[], recorded: Recorded): Way | undefined {
  const { own, session } = recorded;
  const path = ({ url }: Exchange) => `${url.pathname}${url.search}`;
  const reads = own.filter(({ method }) => method === 'GET');
  for (const address of new Set(reads.map(path)))
    for (const found of givenBy(
      reads.filter((one) => path(one) === address),
      name,
      { carriers, recorded },
    )) {
      const once = changesWithin(name, carriers, session) ? { forEachCall: true } : {};
      return { kind: 'fetched', fetch: { request: { method: 'GET', path: address }, ...found, ...once } };
    }
  return undefined;
}

type Given = Pick<Fetch, 'keeps' | 'keepsAfter' | 'cookies'>;

function givenBy(
  reads: readonly Exchange[],
  name: string,
  { carriers, recorded }: { readonly carriers: readonly Exchange[]; readonly recorded: Recorded },
): readonly Given[] {
  const own = valueName(name);
  const { own: all, session, jsonOf } = recorded;
  // The latest before the call, in its session or before there was one.
  const before = (call: Exchange) =>
    reads.findLast((one) => {
      const of = session.credentialOf(one);
      return all.indexOf(one) < all.indexOf(call) && (of === undefined || of === session.credentialOf(call));
    });
  const pairs = carriers.map((call) => ({ value: call.headers.get(name) ?? '', read: before(call) }));
  const [first] = pairs;
  if (first?.read === undefined || first.value.length < 8) return [];
  const { value, read } = first;
  const holds = (gives: (answered: Exchange, value: string) => boolean) =>
    pairs.every((pair) => pair.read !== undefined && gives(pair.read, pair.value));
  const cookie = [...read.answer.cookies].find(([, one]) => decoded(one) === value)?.[0];
  if (cookie !== undefined && holds((one, wanted) => decoded(one.answer.cookies.get(cookie) ?? '') === wanted))
    return [{ cookies: { [own]: cookie } }];
  const leaf = leavesOf(jsonOf(read)).find((one) => one.value === value)?.path;
  if (
    leaf !== undefined &&
    holds((one, wanted) => leavesOf(jsonOf(one)).some((each) => each.path === leaf && each.value === wanted))
  )
    return [{ keeps: { [own]: leaf } }];
  const words = wordsBefore(read.answer.text, value);
  if (words !== undefined && holds((one, wanted) => wordsBefore(one.answer.text, wanted) === words))
    return [{ keepsAfter: { [own]: words } }];
  return [];
}

function changesWithin(name: string, carriers: readonly Exchange[], session: Session): boolean {
  const values = new Map<string | undefined, string>();
  return carriers.some((call) => {
    const [credential, value] = [session.credentialOf(call), call.headers.get(name) ?? ''];
    const before = values.get(credential);
    values.set(credential, value);
    return before !== undefined && before !== value;
  });
}

/** Cookies that each answer which opened a session set too, with a value of its own, and that each call of it carried. */
function ofSessions({ own, session }: Recorded): readonly string[] {
  const { openings, token } = session;
  if (token.in !== 'cookie' || openings.length < 2) return [];
  const signed = own.filter((one) => session.credentialOf(one) !== undefined);
  return [...(openings[0]?.answer.cookies.keys() ?? [])].filter((cookie) => {
    const values = openings.map(({ answer }) => answer.cookies.get(cookie) ?? '');
    const drawn = values.every((value) => value.length >= 8) && new Set(values).size === values.length;
    return cookie !== token.cookie && drawn && signed.every(({ cookies }) => cookies.has(cookie));
  });
}
