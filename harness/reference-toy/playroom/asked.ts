import type { IncomingMessage, ServerResponse } from 'node:http';
import { decentPages, type PageManners } from './page-manners.ts';
import type { Role, Session } from './records.ts';

/** A request as the playroom reads it. */
export interface Asked {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  readonly type: string;
  /** Members of a JSON object or fields of a form. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly token: string | undefined;
  /** The token came by itself, in a cookie. */
  readonly byCookie: boolean;
  readonly origin: string | undefined;
  /** What the address names, such as a child. */
  readonly named: Readonly<Record<string, string>>;
  readonly session: Session | undefined;
  readonly cookies: ReadonlyMap<string, string>;
}

export interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

/** A request that cannot be answered as it is. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Who may use a route, and what it does. */
export interface Route {
  readonly who: 'anyone' | readonly Role[];
  readonly act: (asked: Asked) => Answer | Promise<Answer>;
}

/** Routes of one host by method and path; a part in braces is named. */
export type Routes = Readonly<Record<string, Route>>;

const mostOctets = 4 * 1024 * 1024;

/** Reads a request, without its session. @throws Refused */
export async function read(request: IncomingMessage): Promise<Asked> {
  const url = new URL(request.url ?? '/', 'https://playroom.invalid');
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const body = await bodyOf(request);
  const cookies = new Map((request.headers.cookie ?? '').split('; ').map((pair) => cut(pair)));
  const bearer = /^Bearer ([\x21-\x7e]{1,4000})$/.exec(request.headers.authorization ?? '')?.[1];
  return {
    method: request.method ?? 'GET',
    host: (request.headers.host ?? '').split(':', 1)[0]?.toLowerCase() ?? '',
    path: url.pathname,
    query: url.searchParams,
    body,
    type,
    fields: fieldsOf(type, body),
    token: bearer ?? cookies.get('playroom'),
    byCookie: bearer === undefined && cookies.has('playroom'),
    origin: request.headers.origin,
    named: {},
    session: undefined,
    cookies,
  };
}

function cut(pair: string): readonly [string, string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let octets = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    octets += chunk.length;
    if (octets > mostOctets) throw new Refused(413, 'That is more than we take at once.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function fieldsOf(type: string, body: Buffer): Readonly<Record<string, unknown>> {
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(body.toString()));
  if (type !== 'application/json' || body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    throw new Refused(400, 'This is not JSON.');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Refused(400, 'We expect an object.');
  return value as Readonly<Record<string, unknown>>;
}

/** A text of the request. @throws Refused where it is missing, too long, or no text */
export function text(asked: Asked, name: string, most = 200): string {
  const value = asked.fields[name];
  if (typeof value !== 'string' || value.trim() === '') throw new Refused(422, `Something is missing: ${name}.`);
  if (value.length > most) throw new Refused(422, `Too long: ${name}.`);
  return value.trim();
}

export const json = (status: number, value: unknown, headers: Answer['headers'] = {}): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
  headers,
});

/** What is the same for everybody, and holds nothing of anybody: a browser may keep it. */
export const forAll = (type: string, body: string): Answer => ({
  status: 200,
  type,
  body,
  headers: { 'cache-control': 'max-age=86400' },
});

export const seeOther = (location: string, headers: Answer['headers'] = {}): Answer => ({
  status: 303,
  headers: { location, ...headers },
});

/** The cookie that carries the session in a browser. */
export const sessionCookie = (token: string): string => `playroom=${token}; Path=/; ${decentPages.cookieMarks}`;
export const noCookie = 'playroom=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict';

const kept = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** Sends an answer with the headers that every answer has. */
export function send(response: ServerResponse, answer: Answer, pages: PageManners): void {
  const { status, type = 'text/html', body = '', headers } = answer;
  const charset = /^(?:text\/|application\/json)/.test(type) ? '; charset=utf-8' : '';
  response.writeHead(status, {
    'content-type': `${type}${charset}`,
    'strict-transport-security': `max-age=${pages.hstsSeconds}; includeSubDomains`,
    'referrer-policy': 'same-origin',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    ...kept,
    ...(headers as Record<string, string | string[]> | undefined),
    ...marked(headers?.['set-cookie'], pages),
  });
  response.end(body);
}

const marked = (cookie: string | readonly string[] | undefined, { cookieMarks }: PageManners) =>
  typeof cookie === 'string' && cookie.startsWith('playroom=')
    ? { 'set-cookie': cookie.replace(decentPages.cookieMarks, cookieMarks) }
    : {};
