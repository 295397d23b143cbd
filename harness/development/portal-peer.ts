import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { Socket } from 'node:net';

/** How a portal on the bench behaves; every switch is off where it behaves well. */
export interface Portal {
  readonly json?: boolean;
  readonly neverLocks?: boolean;
  readonly lockSeconds?: number;
  readonly challenges?: boolean;
  readonly acceptsWeak?: boolean;
  readonly keepsOldSessions?: boolean;
  readonly keepsOldPassword?: boolean;
  readonly factorIgnored?: boolean;
  readonly owner?: string;
  /** Seconds that the answer to a wrong login takes, by how many there were one after the other. */
  readonly answersAfter?: (failures: number) => number;
  /** Whether a wrong login is answered, by how many there were one after the other; else the connection ends. */
  readonly answersOnly?: (failures: number) => boolean;
  /** What it was delivered with is too weak to be chosen again. */
  readonly refusesFactory?: boolean;
  readonly silent?: boolean;
  /** Whoever was let in once on a connection may log in there with anything. */
  readonly trustsConnection?: boolean;
}

const common = new Set(['password', '12345678', 'qwerty123', 'password1234567890', 'qwertyuiop123456789']);

interface State {
  readonly portal: Portal;
  readonly users: Map<string, readonly string[]>;
  readonly sessions: Map<string, string>;
  failures: number;
  lockedUntil: number;
  factor: boolean;
  next: number;
}

interface Asked {
  readonly field: (name: string) => string;
  readonly user: string | undefined;
  readonly url: string;
}

type Answer = readonly [status: number, text?: string, cookie?: string];

/** A small portal with accounts, sessions, a lock after five failures and a second factor. */
export async function startPortal(portal: Portal, host = '127.0.0.1') {
  const users = new Map<string, readonly string[]>([['guardian', [portal.owner ?? 'correct horse']]]);
  const state: State = { portal, users, sessions: new Map(), failures: 0, lockedUntil: 0, factor: false, next: 1 };
  const trusted = new WeakSet<Socket>();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (portal.silent === true) return;
      const known = portal.trustsConnection === true && trusted.has(request.socket);
      const [status, text = '', cookie] =
        known && request.method === 'POST' && request.url === '/login'
          ? letIn(state, 'guardian')
          : route(state, request, body);
      if (cookie !== undefined) {
        trusted.add(request.socket);
        response.setHeader('set-cookie', `sid=${cookie}; HttpOnly`);
      }
      if (status === 401 && portal.answersOnly?.(state.failures) === false) return void request.socket.destroy();
      const seconds = status === 401 ? (portal.answersAfter?.(state.failures) ?? 0) : 0;
      setTimeout(() => response.writeHead(status).end(text), seconds * 1000);
    });
  }).listen(0, host);
  const connections = { count: 0 };
  server.on('connection', () => connections.count++);
  await once(server, 'listening');
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { port: (server.address() as { port: number }).port, users, state, connections, stop };
}

function route(state: State, { method, url = '/', headers }: IncomingMessage, body: string): Answer {
  const { portal, users, sessions } = state;
  const json = portal.json === true ? (JSON.parse(body || '{}') as Record<string, string>) : undefined;
  const field = (name: string): string => (json ? json[name] : new URLSearchParams(body).get(name)) ?? '';
  const user = sessions.get(/sid=(\w+)/.exec(headers.cookie ?? '')?.[1] ?? '');
  const asked = { field, user, url };
  if (method === 'GET' && url === '/login') return [200, '<input name="password" type="password">'];
  if (url === '/login') return enter(state, asked);
  if (url === '/sign-up') {
    if (weak(portal, field('password'))) return [400];
    users.set(field('user'), [field('password')]);
    return [201];
  }
  if (user === undefined) return [401];
  if (url === '/change') return change(state, asked);
  if (url.startsWith('/factor')) state.factor = url.endsWith('on');
  return [200, 'your toy'];
}

function enter(state: State, { field }: Asked): Answer {
  const { portal, users } = state;
  if (portal.neverLocks !== true && Date.now() < state.lockedUntil)
    return portal.challenges === true ? [401, 'solve the captcha'] : [423];
  if (!(users.get(field('user')) ?? []).includes(field('password'))) {
    state.failures += 1;
    if (state.failures % 5 === 0) state.lockedUntil = Date.now() + (portal.lockSeconds ?? 1) * 1000;
    return [401, 'wrong'];
  }
  state.failures = 0;
  if (state.factor && portal.factorIgnored !== true) return [200, 'enter the code of your app'];
  return letIn(state, field('user'));
}

function letIn(state: State, user: string): Answer {
  const sid = `s${String(state.next++)}x`;
  state.sessions.set(sid, user);
  return [200, 'welcome', sid];
}

function change({ portal, users, sessions }: State, { user = '', field }: Asked): Answer {
  const words = users.get(user) ?? [];
  const wanted = field('new');
  if (!words.includes(field('old'))) return [403];
  if (weak(portal, wanted) && (portal.refusesFactory === true || wanted !== portal.owner)) return [400, 'too weak'];
  users.set(user, portal.keepsOldPassword === true ? [...words, wanted] : [wanted]);
  if (portal.keepsOldSessions !== true) sessions.clear();
  return [200];
}

const weak = ({ acceptsWeak }: Portal, word: string): boolean =>
  acceptsWeak !== true && (word.length < 8 || common.has(word));
