import type { Ixit } from '../../../schemas/types.ts';
import type { Secret } from '../../gather/probe.ts';
import type { Answered, Ask } from './request.ts';
import { readPage } from './page.ts';

type Login = NonNullable<NonNullable<Ixit['credentials']>[number]['login']>;

/** What proves the session: cookies, or an Authorization header. */
export interface Session {
  readonly cookies: readonly Cookie[];
  readonly authorization: string | undefined;
}

interface Cookie {
  readonly pair: string;
  readonly sameSite: 'strict' | 'lax' | 'none' | undefined;
}

/** Logs in as declared; undefined where the interface did not open a session. */
export async function openSession(ask: Ask, login: Login, secret: Secret): Promise<Session | undefined> {
  const session = login.kind === 'http-basic' ? basic(secret) : await byRequest(ask, login, secret);
  if (session === undefined || login.protectedPath === undefined) return session;
  const asked = { method: 'GET', path: login.protectedPath };
  const [without, within] = [await ask(asked), await ask({ ...asked, headers: sessionHeaders(session) })];
  return within !== undefined && within.status < 300 && !sameAnswer(without, within) ? session : undefined;
}

/** Headers of a request inside the session. */
export function sessionHeaders(session: Session | undefined): Readonly<Record<string, string>> {
  if (session === undefined) return {};
  const cookie = session.cookies.map(({ pair }) => pair).join('; ');
  return {
    ...(cookie === '' ? {} : { cookie }),
    ...(session.authorization === undefined ? {} : { authorization: session.authorization }),
  };
}

/**
 * Headers that a browser adds by itself to a request from another site: cookies that SameSite lets go (RFC 6265bis, 5.2;
 * without the attribute not every browser holds them back) and remembered Basic credentials, never a bearer token.
 */
export function crossSiteHeaders(session: Session, method: string): Readonly<Record<string, string>> {
  const goes = ({ sameSite }: Cookie) =>
    sameSite === undefined || sameSite === 'none' || (sameSite === 'lax' && method === 'GET');
  const authorization = session.authorization?.startsWith('Basic ') === true ? session.authorization : undefined;
  return sessionHeaders({ cookies: session.cookies.filter(goes), authorization });
}

export const sameAnswer = (one: Answered | undefined, other: Answered | undefined): boolean =>
  one !== undefined && other !== undefined && one.status === other.status && one.body.equals(other.body);

const basic = ({ username, value }: Secret): Session => ({
  cookies: [],
  authorization: `Basic ${Buffer.from(`${username ?? ''}:${value}`).toString('base64')}`,
});

async function byRequest(ask: Ask, login: Login, secret: Secret): Promise<Session | undefined> {
  const path = login.path ?? '/login';
  // The page may hold a token for its form and set a cookie that goes with it.
  const page = login.kind === 'http-form' ? await ask({ method: 'GET', path }) : undefined;
  const fields = {
    ...readPage(page).hidden,
    ...(secret.username === undefined ? {} : { [login.usernameField ?? 'username']: secret.username }),
    [login.passwordField ?? 'password']: secret.value,
  };
  const json = login.kind === 'http-json';
  const body = json ? JSON.stringify(fields) : new URLSearchParams(fields).toString();
  const type = json ? 'application/json' : 'application/x-www-form-urlencoded';
  const early = cookiesOf(page);
  const headers = { 'content-type': type, ...sessionHeaders({ cookies: early, authorization: undefined }) };
  const answer = await ask({ method: 'POST', path, body, headers });
  if (answer === undefined || answer.status >= 400) return undefined;
  const fresh = cookiesOf(answer);
  const token = tokenOf(answer);
  if (fresh.length === 0 && token === undefined) return undefined;
  const nameOf = ({ pair }: Cookie) => pair.split('=', 1)[0];
  const kept = early.filter((cookie) => !fresh.some((other) => nameOf(other) === nameOf(cookie)));
  return { cookies: [...kept, ...fresh], authorization: token === undefined ? undefined : `Bearer ${token}` };
}

function cookiesOf(answer: Answered | undefined): readonly Cookie[] {
  return (answer?.headers['set-cookie'] ?? []).slice(0, 50).map((line) => {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const text = attributes.map((attribute) => /^samesite=(strict|lax|none)$/i.exec(attribute)?.[1]).find(Boolean);
    return { pair, sameSite: text?.toLowerCase() as Cookie['sameSite'] };
  });
}

function tokenOf(answer: Answered): string | undefined {
  try {
    const content = JSON.parse(answer.body.toString()) as Readonly<Record<string, unknown>> | null;
    const found = ['token', 'access_token', 'accessToken', 'sessionToken'].map((name) => content?.[name]);
    return found.find((token): token is string => typeof token === 'string' && /^[\x21-\x7e]{1,4000}$/.test(token));
  } catch {
    return undefined;
  }
}
