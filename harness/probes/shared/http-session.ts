import type { Ixit } from '../../../schemas/types.ts';
import type { Place } from './conversation.ts';
import { exchange, keeping, type HttpAnswer, type HttpRequest } from './http.ts';

export type Credential = NonNullable<Ixit['credentials']>[number];
export type Login = NonNullable<Credential['login']>;

/** What a browser keeps after a login, ready to be sent as request headers. */
export type Session = Readonly<Record<string, string>>;

export interface Pair {
  readonly username: string;
  readonly value: string;
}

export interface HttpLogin {
  /** The answer to the login request; to the protected page for HTTP Basic. Undefined where none came. */
  readonly answer: HttpAnswer | undefined;
  readonly session: Session;
  /** The protected page was given, or where none is declared the answer is one of success. */
  readonly accepted: boolean;
}

/** Logs in over HTTP the way the declaration describes, on one connection as a browser does; on a kept one if there is. */
export async function logIn(place: Place, login: Login, pair: Pair): Promise<HttpLogin> {
  if (place.agent !== undefined) return logInThere(place, login, pair);
  const agent = keeping(place.secure);
  try {
    return await logInThere({ ...place, agent }, login, pair);
  } finally {
    agent.destroy();
  }
}

async function logInThere(place: Place, login: Login, pair: Pair): Promise<HttpLogin> {
  if (login.kind === 'http-basic') return basic(place, login, pair);
  const fresh = login.kind === 'http-form' ? await readForm(place, login) : { fields: {}, session: {} };
  const fields = {
    ...fresh.fields,
    ...(login.usernameField === undefined ? {} : { [login.usernameField]: pair.username }),
    [login.passwordField ?? 'password']: pair.value,
  };
  const request = submission(login.kind, login.path ?? '/', fields);
  const answer = await exchange(place, { ...request, headers: { ...request.headers, ...fresh.session } });
  const session = { ...fresh.session, ...sessionOf(answer, fresh.session['cookie']) };
  return { answer, session, accepted: answer !== undefined && (await isIn(place, login, { answer, session })) };
}

/** A request that submits fields as the login does: a form, or JSON. */
export function submission(kind: Login['kind'], path: string, fields: Readonly<Record<string, string>>): HttpRequest {
  const json = kind === 'http-json';
  const type = json ? 'application/json' : 'application/x-www-form-urlencoded';
  const body = json ? JSON.stringify(fields) : new URLSearchParams(fields).toString();
  return { method: 'POST', path, headers: { 'content-type': type }, body };
}

/** Whether a session opens the protected page. Undefined where no answer came. */
export async function opens(place: Place, login: Login, session: Session): Promise<boolean | undefined> {
  const path = login.protectedPath ?? login.path ?? '/';
  const answer = await exchange(place, { method: 'GET', path, headers: session });
  if (answer === undefined) return undefined;
  if (answer.status < 200 || answer.status >= 300) return false;
  if (!asksForPassword(answer, login)) return true;
  // It may be the login page; or a page for changing the password, which nobody sees without a session.
  const stranger = await exchange({ ...place, agent: undefined }, { method: 'GET', path });
  return stranger !== undefined && (stranger.status < 200 || stranger.status >= 300);
}

async function basic(place: Place, login: Login, { username, value }: Pair): Promise<HttpLogin> {
  const session = { authorization: `Basic ${Buffer.from(`${username}:${value}`).toString('base64')}` };
  const path = login.protectedPath ?? login.path ?? '/';
  const answer = await exchange(place, { method: 'GET', path, headers: session });
  const accepted = answer !== undefined && answer.status >= 200 && answer.status < 400;
  return { answer, session, accepted };
}

// A form may hide a token against cross-site requests, bound to a cookie.
async function readForm(place: Place, login: Login): Promise<{ fields: Record<string, string>; session: Session }> {
  const page = await exchange(place, { method: 'GET', path: login.path ?? '/', milliseconds: 4000 });
  const fields: Record<string, string> = {};
  for (const [tag] of (page?.body.toString('utf8') ?? '').matchAll(/<input\b[^>]{0,1000}>/gi)) {
    const name = attribute(tag, 'name');
    if (name !== undefined && attribute(tag, 'type')?.toLowerCase() === 'hidden')
      fields[name] = attribute(tag, 'value') ?? '';
  }
  return { fields, session: sessionOf(page, undefined) };
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>"']+))`, 'i').exec(tag);
  return found?.[1] ?? found?.[2] ?? found?.[3];
}

function sessionOf(answer: HttpAnswer | undefined, before: string | undefined): Session {
  const jar = new Map((before ?? '').split('; ').flatMap(pairOf));
  for (const line of answer?.headers['set-cookie'] ?? [])
    for (const [name, value] of pairOf(line)) jar.set(name, value);
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const token = tokenIn(answer);
  return {
    ...(cookie === '' ? {} : { cookie }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
}

function pairOf(text: string): [string, string][] {
  const [, name, value] = /^\s*([^=;\s]{1,200})=([\x21\x23-\x7e]{0,4000}?)\s*(?:;|$)/.exec(text) ?? [];
  return name === undefined || value === undefined ? [] : [[name, value]];
}

const tokenName = /"(?:access_?token|token|session_?token|id_?token|jwt|session)"\s*:\s*"([\x21\x23-\x7e]{8,4000})"/i;

const tokenIn = (answer: HttpAnswer | undefined): string | undefined =>
  tokenName.exec(answer?.body.toString('latin1') ?? '')?.[1];

async function isIn(place: Place, login: Login, now: { answer: HttpAnswer; session: Session }): Promise<boolean> {
  const { answer, session } = now;
  if (answer.status >= 400) return false;
  if (login.protectedPath !== undefined) return (await opens(place, login, session)) ?? false;
  const back = (answer.headers.location ?? '').split('?', 1)[0] === (login.path ?? '/');
  return !back && !asksForPassword(answer, login) && Object.keys(session).length > 0;
}

function asksForPassword({ body }: HttpAnswer, { passwordField }: Login): boolean {
  const inputs = [...body.toString('utf8').matchAll(/<input\b[^>]{0,1000}>/gi)].map(([tag]) => tag);
  return inputs.some((tag) => attribute(tag, 'name') === (passwordField ?? 'password'));
}
