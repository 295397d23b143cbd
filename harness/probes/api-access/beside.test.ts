import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Attempt } from './attempt.ts';
import { probe } from './probe.ts';
import { fewCalls, look, type Said } from './service.fixture.ts';

const draw = () => randomBytes(12).toString('hex');

interface Manners {
  readonly asksForSession: boolean;
  /** A token against forged requests is given to anybody; only within a session where false. */
  readonly tokenForAnybody?: boolean;
  /** Such a token holds for one call. */
  readonly once?: boolean;
  /** It stands in a cookie that a script copies, and not in an answer. */
  readonly inCookie?: boolean;
}

/** A service with a session of two cookies, a key of its app, and tokens against forged requests. */
function serviceWith({ asksForSession, tokenForAnybody = true, once = false, inCookie = false }: Manners) {
  const sessions = new Map<string, string[]>();
  const tokens = new Set<string>();
  const refusals: string[] = [];
  const everybody: string[] = [];

  const sessionOf = ({ headers: { cookie = '' } }: IncomingMessage): string[] | undefined => {
    const at = new Map(cookie.split('; ').map((one) => one.split('=', 2) as [string, string]));
    const session = at.get('sid') ?? '';
    return at.get('sid.sig') === `${session}-signed` ? sessions.get(session) : undefined;
  };
  const refuse = (why: string) => {
    refusals.push(why);
    return { status: why === 'session' ? 401 : 403, body: { error: why } };
  };
  const hasToken = ({ headers }: IncomingMessage) => {
    const token = String(headers['x-csrf-token'] ?? '');
    const copied = !inCookie || (headers.cookie ?? '').includes(`XSRF-TOKEN=${encodeURIComponent(token)}`);
    return copied && (once ? tokens.delete(token) : tokens.has(token));
  };
  const answer = (request: IncomingMessage, body: string) => {
    const { method, url = '', headers } = request;
    if (headers['x-app-key'] !== 'app-1') return refuse('key');
    if (url === '/join') {
      const session = draw();
      sessions.set(session, []);
      return { status: 200, body: {}, cookies: [`sid=${session}; Path=/; HttpOnly`, `sid.sig=${session}-signed`] };
    }
    const children = sessionOf(request);
    if (url === '/form') {
      if (children === undefined && !tokenForAnybody) return refuse('session');
      const token = `${draw()}/=`;
      tokens.add(token);
      return { status: 200, body: { token }, cookies: [`XSRF-TOKEN=${encodeURIComponent(token)}; Path=/`] };
    }
    if (method === 'POST' && !hasToken(request)) return refuse('token');
    if (children === undefined && asksForSession) return refuse('session');
    const own = children ?? everybody;
    if (url === '/children' && method === 'POST') own.push((JSON.parse(body) as { name: string }).name);
    const all = asksForSession ? own : [...sessions.values(), everybody].flat();
    return url === '/children' ? { status: 200, body: { children: all } } : { status: 404, body: {} };
  };
  const listener: RequestListener = (request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const { status, body: told, cookies } = { cookies: [], ...answer(request, body) };
      response.writeHead(status, { 'set-cookie': cookies, 'content-type': 'application/json' });
      response.end(JSON.stringify(told));
    });
  };
  return { listener, refusals };
}

const request = { method: 'GET', path: '/form' } as const;
const session = { in: 'cookie', cookie: 'sid', with: ['sid.sig'] } as const;
const joining = [{ id: 'own', steps: [{ request: { method: 'POST' as const, path: '/join' }, opens: true }] }];
const calls = fewCalls.filter(({ id }) => ['add', 'list'].includes(id));
const key = { 'X-App-Key': 'app-1' };
const headers = { ...key, 'X-CSRF-Token': '{csrf}' };
const inAnswer = { headers, fetch: { request, keeps: { csrf: 'token' } } };
const ways: Readonly<Record<string, { readonly manners: Omit<Manners, 'asksForSession'>; readonly beside: Beside }>> = {
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
};

type Beside = NonNullable<NonNullable<Said['api']>['beside']>;

const sessionsOf = (listener: RequestListener, beside?: Beside) => {
  const api = { token: { ...session, with: [...session.with] }, join: joining, ...(beside && { beside }) };
  return look({ kind: 'api-access', probe, target: 'portal/sessions' }, listener, { api, calls });
};

const strangers = ({ attempts }: { readonly attempts: readonly Attempt[] }) =>
  attempts.filter(({ call }) => call === 'add');

describe('what a call carries beside its session', () => {
  for (const [way, { manners, beside }] of Object.entries(ways)) {
    it(`a token ${way} is sent, so that a service is told to refuse by the session alone`, async () => {
      const { listener, refusals } = serviceWith({ ...manners, asksForSession: true });
      const tried = strangers(await sessionsOf(listener, beside));
      expect(tried.map(({ credentials }) => credentials)).to.deep.equal(['none', 'altered']);
      for (const { control, changed, took, status } of tried)
        expect({ control, changed, took, status }).to.deep.equal({
          ...{ control: true, changed: false, took: false, status: 401 },
        });
      expect(new Set(refusals)).to.deep.equal(new Set(['session']));
    });

    it(`a token ${way} is carried by strangers too, so that a service that asks for nothing else is seen`, async () => {
      const { listener } = serviceWith({ ...manners, asksForSession: false });
      const tried = strangers(await sessionsOf(listener, beside));
      expect(tried.map(({ changed }) => changed)).to.deep.equal([true, true]);
    });
  }

  it('that is not declared leaves the service without a working control, and so undecided', async () => {
    const { listener, refusals } = serviceWith({ asksForSession: true });
    const { attempts, controls } = await sessionsOf(listener, { headers: key });
    expect(controls.find(({ call }) => call === 'add')).to.include({ status: 403, distinct: false });
    expect(strangers({ attempts }).map(({ control }) => control)).to.deep.equal([false, false]);
    expect(refusals).to.include('token');
  });

  it('is told to the interface it belongs to and to no other', async () => {
    const { listener } = serviceWith({ asksForSession: true });
    const seen: (string | undefined)[] = [];
    const watching: RequestListener = (asked, response) => {
      if (asked.url?.startsWith('/media') === true) seen.push(asked.headers['x-csrf-token'] as string | undefined);
      listener(asked, response);
    };
    await sessionsOf(watching, inAnswer);
    expect(seen.every((token) => token === undefined)).to.equal(true);
  });
});
