import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PipUnit, WebManners } from '../pip.ts';
import { json, read, refusal, seeOther, send, type Answer, type Asked } from './exchange.ts';
import type { Owner, Session } from './owner.ts';
import { codePage, loginPage, passwordPage, secondFactorPage, settingsPage } from './pages.ts';
import { equalSecrets } from './passwords.ts';

/** The settings of one unit, as text. */
export interface Settings {
  volume: string;
  nickname: string;
}

/** One unit's set-up page: who may ask, and what is answered. */
export interface SetUp {
  readonly unit: PipUnit;
  readonly manners: WebManners;
  readonly owner: Owner;
  readonly settings: Settings;
  /** Host names, without port, under which the page may be asked for. */
  readonly names: readonly string[];
}

type Route = (setUp: SetUp, asked: Asked, session: Session) => Answer;

// Every route here needs a session, those that change something also a token and no foreign origin.
const reading: Readonly<Record<string, Route>> = {
  '/': () => seeOther('/settings'),
  '/settings': ({ settings }, _, { token }) => ({ status: 200, body: settingsPage(settings, token) }),
  '/password': (_, __, { token }) => ({ status: 200, body: passwordPage(token) }),
  '/second-factor': ({ owner }, _, { token }) => ({
    status: 200,
    body: secondFactorPage({ on: owner.hasSecondFactor }, token),
  }),
  '/api/settings': ({ settings }) => json(200, settings),
};

const changing: Readonly<Record<string, Route>> = {
  'POST /settings': (setUp, asked) => (save(setUp, asked) ? seeOther('/settings') : refusal(422, 'Not such a value.')),
  'PUT /api/settings': (setUp, asked) =>
    save(setUp, asked) ? json(200, setUp.settings) : json(422, { error: 'value' }),
  'POST /password': changePassword,
  'POST /second-factor/enable': ({ owner }, _, { token }) => ({
    status: 200,
    body: secondFactorPage({ on: true, secret: owner.enableSecondFactor() }, token),
  }),
  'POST /second-factor/disable': ({ owner }, _, { token }) => {
    owner.disableSecondFactor();
    return { status: 200, body: secondFactorPage({ on: false }, token) };
  },
  'POST /logout': ({ owner }, _, session) => {
    owner.signOut(session);
    return seeOther('/login', { 'set-cookie': 'session=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict' });
  },
};

/** Answers one request. */
export async function answerSetUp(setUp: SetUp, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = await read(request);
  const answer = asked === undefined ? refusal(400, 'This request cannot be read.') : route(setUp, asked);
  send(response, answer);
}

function route(setUp: SetUp, asked: Asked): Answer {
  const { manners } = setUp;
  if (manners.checksHost && !setUp.names.includes(hostOf(asked.host)))
    return refusal(421, 'This toy does not go by that name.');
  const { method, path } = asked;
  const changes = method !== 'GET' && method !== 'HEAD';
  if (changes && manners.checksOrigin && asked.origin !== undefined && !isOwn(asked.origin, setUp, asked.host))
    return refusal(403, 'This request comes from another site.');
  if (path === '/login')
    return method === 'POST' ? signIn(setUp, asked) : { status: 200, body: loginPage(manners.username) };
  const key = changes ? `${method} ${path}` : path;
  const answer = (changes ? changing : reading)[key];
  const session = setUp.owner.session(asked.sessionId) ?? stranger(setUp, path);
  if (session === undefined) return needsSession(path);
  if (answer === undefined) return refusal(404, 'There is nothing here.');
  // Only a browser can be led to send a request by a foreign page, and it says that it is one.
  if (changes && manners.checksToken && asked.fromBrowser && !bearsToken(asked, session))
    return refusal(403, 'This request does not come from a page of this toy.');
  return answer(setUp, asked, session);
}

// Strangers also learn nothing about which pages there are.
const needsSession = (path: string): Answer =>
  path.startsWith('/api/') ? json(401, { error: 'sign in' }) : seeOther('/login');

const stranger = ({ manners }: SetUp, path: string): Session | undefined =>
  manners.open.includes(path) ? { id: '', token: '' } : undefined;

const bearsToken = ({ csrfHeader, fields }: Asked, { token }: Session) =>
  equalSecrets(csrfHeader ?? fields.get('token') ?? '', token);

function signIn({ owner, manners }: SetUp, { fields }: Asked): Answer {
  const given = (name: string) => fields.get(name) ?? '';
  const result = owner.signIn({ username: given('username'), password: given('password'), code: given('code') });
  switch (result.outcome) {
    case 'session': {
      const cookie = `session=${result.session.id}; Path=/; Secure; HttpOnly; SameSite=${manners.sameSite}`;
      return seeOther('/settings', { 'set-cookie': cookie });
    }
    case 'locked':
      return refusal(429, 'Too many wrong guesses. Wait a little.', { 'retry-after': String(result.seconds) });
    case 'code-wanted':
      return { status: 401, body: codePage() };
    case 'refused':
      return { status: 401, body: loginPage(manners.username, 'Name or password is not right.') };
  }
}

function changePassword({ owner }: SetUp, { fields }: Asked, session: Session): Answer {
  const refused = owner.change(session, fields.get('old') ?? '', fields.get('new') ?? '');
  if (refused === undefined) return seeOther('/settings');
  if (typeof refused === 'string') return { status: 422, body: passwordPage(session.token, refused) };
  return refusal(429, 'Too many wrong guesses. Wait a little.', { 'retry-after': String(refused.locked) });
}

function save({ settings }: SetUp, { fields }: Asked): boolean {
  const { volume = settings.volume, nickname = settings.nickname } = Object.fromEntries(fields);
  if (!/^(?:\d|10)$/.test(volume) || nickname.length > 40) return false;
  Object.assign(settings, { volume, nickname });
  return true;
}

const hostOf = (host: string) =>
  host
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();

// A page that goes by any name can only compare the two names that the browser tells.
function isOwn(origin: string, { names, manners }: SetUp, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  const own = manners.checksHost ? names : [hostOf(host)];
  return protocol === 'https:' && own.includes(hostOf(hostname));
}
