import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { probe } from './probe.ts';
import { fewCalls, look, type Said } from './service.fixture.ts';

const draw = () => randomBytes(12).toString('hex');

export interface Manners {
  readonly asksForSession: boolean;
  /** A token against forged requests is given to anybody; only within a session where false. */
  readonly tokenForAnybody?: boolean;
  /** Such a token holds for one call. */
  readonly once?: boolean;
  /** It stands in a cookie that a script copies, and not in an answer. */
  readonly inCookie?: boolean;
  /** That cookie is set with the session, and nothing else gives it. */
  readonly atSignIn?: boolean;
}

interface Told {
  readonly status: number;
  readonly body: object;
  readonly cookies?: readonly string[];
}

const answering =
  (answer: (request: IncomingMessage, body: string) => Told): RequestListener =>
  (request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const { status, body: told, cookies = [] } = answer(request, body);
      response.writeHead(status, { 'set-cookie': [...cookies], 'content-type': 'application/json' });
      response.end(JSON.stringify(told));
    });
  };

const cookiesOf = ({ headers: { cookie = '' } }: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(cookie.split('; ').map((one) => one.split('=', 2) as [string, string]));

function tokenFrom(tokens: Set<string>): Omit<Told, 'status'> & { readonly cookies: readonly string[] } {
  const token = `${draw()}/=`;
  tokens.add(token);
  return { body: { token }, cookies: [`XSRF-TOKEN=${encodeURIComponent(token)}; Path=/`] };
}

/** A service with a session of two cookies, a key of its app, and tokens against forged requests. */
export function serviceWith({ asksForSession, tokenForAnybody = true, once = false, ...where }: Manners) {
  const { atSignIn = false, inCookie = atSignIn } = where;
  const sessions = new Map<string, string[]>();
  const tokens = new Set<string>();
  const [refusals, everybody]: readonly [string[], string[]] = [[], []];
  const sessionOf = (request: IncomingMessage): string[] | undefined => {
    const { sid = '', 'sid.sig': signed } = cookiesOf(request);
    return signed === `${sid}-signed` ? sessions.get(sid) : undefined;
  };
  const refuse = (why: string): Told => {
    refusals.push(why);
    return { status: why === 'session' ? 401 : 403, body: { error: why } };
  };
  const hasToken = ({ headers }: IncomingMessage) => {
    const token = String(headers['x-csrf-token'] ?? '');
    const copied = !inCookie || (headers.cookie ?? '').includes(`XSRF-TOKEN=${encodeURIComponent(token)}`);
    return copied && (once ? tokens.delete(token) : tokens.has(token));
  };
  const answer = (request: IncomingMessage, body: string): Told => {
    const { method, url = '', headers } = request;
    if (headers['x-app-key'] !== 'app-1') return refuse('key');
    if (url === '/join') {
      const session = draw();
      sessions.set(session, []);
      const cookies = [`sid=${session}; Path=/; HttpOnly`, `sid.sig=${session}-signed`];
      return { status: 200, body: {}, cookies: [...cookies, ...(atSignIn ? tokenFrom(tokens).cookies : [])] };
    }
    const children = sessionOf(request);
    if (url === '/form' && !atSignIn)
      return children === undefined && !tokenForAnybody ? refuse('session') : { status: 200, ...tokenFrom(tokens) };
    if (method === 'POST' && !hasToken(request)) return refuse('token');
    if (children === undefined && asksForSession) return refuse('session');
    const own = children ?? everybody;
    if (url === '/children' && method === 'POST') own.push((JSON.parse(body) as { name: string }).name);
    const all = asksForSession ? own : [...sessions.values(), everybody].flat();
    return url === '/children' ? { status: 200, body: { children: all } } : { status: 404, body: {} };
  };
  return { listener: answering(answer), refusals };
}

const request = { method: 'GET', path: '/form' } as const;
const session = { in: 'cookie', cookie: 'sid', with: ['sid.sig'] } as const;
const joining = [{ id: 'own', steps: [{ request: { method: 'POST' as const, path: '/join' }, opens: true }] }];
const calls = fewCalls.filter(({ id }) => ['add', 'list'].includes(id));
export const key = { 'X-App-Key': 'app-1' };
const headers = { ...key, 'X-CSRF-Token': '{csrf}' };
export const inAnswer = { headers, fetch: { request, keeps: { csrf: 'token' } } };
/** Ways in which such a service gives its token, each with what is declared of it. */
export const ways: Readonly<
  Record<string, { readonly manners: Omit<Manners, 'asksForSession'>; readonly beside: Beside }>
> = {
  'given to anybody': { manners: {}, beside: inAnswer },
  'given within a session': { manners: { tokenForAnybody: false }, beside: inAnswer },
  'that holds for one call': {
    manners: { once: true, tokenForAnybody: false },
    beside: { headers, fetch: { ...inAnswer.fetch, forEachCall: true } },
  },
  'copied from a cookie': {
    manners: { inCookie: true },
    beside: { headers, fetch: { request, cookies: { csrf: 'XSRF-TOKEN' } } },
  },
  'copied from a cookie of the session': {
    manners: { atSignIn: true },
    beside: { headers: { ...key, 'X-CSRF-Token': '{cookie:XSRF-TOKEN}' } },
  },
};

export type Beside = NonNullable<NonNullable<Said['api']>['beside']>;

/** What strangers are told of a child that is added, with this declaration. */
export const sessionsOf = (listener: RequestListener, beside?: Beside) => {
  const copied = JSON.stringify(beside ?? {}).includes('{cookie:') ? ['XSRF-TOKEN'] : [];
  const api = { token: { ...session, with: [...session.with, ...copied] }, join: joining, ...(beside && { beside }) };
  return look({ kind: 'api-access', probe, target: 'portal/sessions' }, listener, { api, calls });
};
