import type { Ixit, Observations } from '../../../schemas/types.ts';
import { printable } from '../shared/printable.ts';
import type { Endpoint } from '../shared/reach.ts';
import { readPage } from './page.ts';
import { ownOrigin, type Answered, type Ask, type Asked } from './request.ts';
import { crossSiteHeaders, sessionHeaders, type Session } from './session.ts';

type Row = Observations['http-surface']['foreignRequests'][number];
export type WebPath = NonNullable<Ixit['webPaths']>[number];
type Changes = NonNullable<WebPath['changes']>;

interface Attempting {
  readonly endpoint: Endpoint;
  readonly ask: Ask;
  readonly session: Session;
  readonly webPath: WebPath;
  readonly changes: Changes;
}

const foreign = 'https://elsewhere.example';
const variations: readonly Row['variation'][] = [
  'own-origin',
  'foreign-origin',
  'foreign-host',
  'no-token',
  'no-session',
];

/** Sends a request that changes state in each variation, reads the state before and after, and restores it. */
export async function attemptForeign(attempting: Attempting): Promise<readonly Row[]> {
  const original = await readState(attempting);
  const rows: Row[] = [];
  for (const variation of variations) {
    const row = await attempt(attempting, variation);
    rows.push(row);
    if (row.changed === true && original !== null) await send(attempting, 'own-origin', original);
  }
  return rows;
}

async function attempt(attempting: Attempting, variation: Row['variation']): Promise<Row> {
  const { endpoint, webPath } = attempting;
  const before = await readState(attempting);
  const answer = await send(attempting, variation, another(attempting.changes, before));
  const after = await readState(attempting);
  return {
    id: `${endpoint.id}/${webPath.id}/${variation}`,
    interface: endpoint.id,
    webPath: webPath.id,
    variation,
    status: answer?.status ?? null,
    before: before === null ? null : printable(before, 1000),
    after: after === null ? null : printable(after, 1000),
    changed: before === null || after === null ? null : before !== after,
  };
}

async function readState({ ask, session, changes: { read } }: Attempting): Promise<string | null> {
  const answer = await ask({
    ...bodyOf(read, {}),
    method: read.method,
    path: read.path,
    headers: { ...sessionHeaders(session) },
  });
  if (answer === undefined || answer.status >= 300) return null;
  return read.field === undefined ? answer.body.toString('utf8') : valueAt(answer, read.field);
}

function valueAt(answer: Answered, field: string): string | null {
  try {
    let value = JSON.parse(answer.body.toString()) as unknown;
    for (const part of field.split('.'))
      value =
        typeof value === 'object' && value !== null && Object.hasOwn(value, part)
          ? (value as Record<string, unknown>)[part]
          : undefined;
    return value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value);
  } catch {
    return null;
  }
}

/** The field of the request that sets what is read: of the same name, or the only one. */
function fieldOf({ request, read }: Changes): string | undefined {
  const names = Object.keys(request.form ?? request.json ?? {});
  const last = read.field?.split('.').at(-1);
  return names.find((name) => name === last) ?? (names.length === 1 ? names[0] : undefined);
}

// The declared value, or its neighbour where the state has that value already.
function another(changes: Changes, before: string | null): string | undefined {
  const field = fieldOf(changes);
  if (field === undefined) return undefined;
  const fields: Readonly<Record<string, unknown>> = changes.request.form ?? changes.request.json ?? {};
  const declared = fields[field];
  const text = typeof declared === 'string' ? declared : JSON.stringify(declared);
  if (text !== before) return text;
  if (text === 'true' || text === 'false') return text === 'true' ? 'false' : 'true';
  return /^\d+$/.test(text) ? String(Number(text) > 0 ? Number(text) - 1 : 1) : `${text}1`;
}

async function send(
  attempting: Attempting,
  variation: Row['variation'],
  value: string | undefined,
): Promise<Answered | undefined> {
  const { endpoint, ask, session, webPath, changes } = attempting;
  const { request } = changes;
  const inSession = sessionHeaders(session);
  const own = { ...inSession, origin: ownOrigin(endpoint), referer: `${ownOrigin(endpoint)}${webPath.path}` };
  const tokens =
    variation === 'own-origin' || variation === 'foreign-host'
      ? readPage(await ask({ method: 'GET', path: webPath.path, headers: inSession })).hidden
      : {};
  const field = fieldOf(changes);
  const body = bodyOf(request, {
    ...tokens,
    ...(field === undefined || value === undefined ? {} : { [field]: value }),
  });
  const host = new URL(foreign).host;
  const headers: Readonly<Record<Row['variation'], Readonly<Record<string, string>>>> = {
    'own-origin': own,
    'foreign-host': { ...inSession, host, origin: ownOrigin(endpoint).replace(/\/\/.*/, `//${host}`) },
    'foreign-origin': { ...crossSiteHeaders(session, request.method), origin: foreign, referer: `${foreign}/` },
    'no-token': inSession,
    'no-session': {},
  };
  const asked = {
    method: request.method,
    path: request.path,
    ...body,
    headers: { ...body.headers, ...headers[variation] },
  };
  return variation === 'foreign-origin' ? await fromElsewhere(ask, asked) : await ask(asked);
}

// A browser asks first before it sends these methods to another site (Fetch, 4.8); JSON goes without asking as text.
async function fromElsewhere(ask: Ask, asked: Asked): Promise<Answered | undefined> {
  const json = asked.headers?.['content-type'] === 'application/json';
  if (asked.method === 'GET' || asked.method === 'POST')
    return await ask({ ...asked, headers: { ...asked.headers, ...(json ? { 'content-type': 'text/plain' } : {}) } });
  const headers = { origin: foreign, 'access-control-request-method': asked.method };
  const permission = await ask({ method: 'OPTIONS', path: asked.path, headers });
  const { 'access-control-allow-origin': origin, 'access-control-allow-methods': methods = '' } =
    permission?.headers ?? {};
  return origin === foreign && methods.toUpperCase().includes(asked.method) ? await ask(asked) : permission;
}

function bodyOf({ form, json }: Changes['request'], more: Readonly<Record<string, string>>) {
  if (json !== undefined) {
    const declared: Readonly<Record<string, unknown>> = { ...json };
    const typed = Object.entries(more).map(([name, text]): [string, unknown] => [
      name,
      typeof declared[name] === 'string' ? text : parsed(text),
    ]);
    return {
      body: JSON.stringify({ ...json, ...Object.fromEntries(typed) }),
      headers: { 'content-type': 'application/json' },
    };
  }
  if (form === undefined) return {};
  return {
    body: new URLSearchParams({ ...form, ...more }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
