import type { IncomingMessage, ServerResponse } from 'node:http';
import { escaped, page } from './pages.ts';

/** A request as the set-up page reads it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly origin: string | undefined;
  /** Carries a header that only browsers send by themselves. */
  readonly fromBrowser: boolean;
  readonly sessionId: string | undefined;
  readonly csrfHeader: string | undefined;
  /** Fields of a form or members of a JSON object, as text. */
  readonly fields: ReadonlyMap<string, string>;
}

export interface Answer {
  readonly status: number;
  readonly type?: 'text/html' | 'application/json' | 'text/plain';
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const mostOctets = 16 * 1024;

/** Reads a request; undefined where its body is too long or is not what it claims to be. */
export async function read(request: IncomingMessage): Promise<Asked | undefined> {
  const body = await bodyOf(request);
  const fields = body === undefined ? undefined : fieldsOf(request.headers['content-type'] ?? '', body);
  if (fields === undefined) return undefined;
  const cookie = /(?:^|;\s*)session=([A-Za-z0-9_-]{1,64})(?:;|$)/.exec(request.headers.cookie ?? '');
  const token = request.headers['x-csrf-token'];
  return {
    method: request.method ?? 'GET',
    path: (request.url ?? '/').split('?', 1)[0] ?? '/',
    host: request.headers.host ?? '',
    origin: request.headers.origin,
    fromBrowser: request.headers.origin !== undefined || request.headers['sec-fetch-site'] !== undefined,
    sessionId: cookie?.[1],
    csrfHeader: typeof token === 'string' ? token : undefined,
    fields,
  };
}

/** Answers with the headers that keep a page to itself. */
export function send(response: ServerResponse, { status, type = 'text/html', body, headers }: Answer): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    'referrer-policy': 'same-origin',
    'strict-transport-security': 'max-age=31536000',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(body ?? '');
}

export const seeOther = (location: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status: 303,
  headers: { location, ...headers },
});

export const json = (status: number, value: unknown): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
});

/** A page that says why not. */
export const refusal = (status: number, why: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers,
  body: page('Not done', `<p>${escaped(why)}</p>`),
});

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let octets = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    octets += chunk.length;
    if (octets > mostOctets) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function fieldsOf(type: string, body: string): ReadonlyMap<string, string> | undefined {
  if (body === '') return new Map();
  if (type.startsWith('application/x-www-form-urlencoded')) return new Map(new URLSearchParams(body));
  if (!type.startsWith('application/json')) return undefined;
  try {
    const value: unknown = JSON.parse(body);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
    const plain = Object.entries(value).filter(([, member]) => ['string', 'number', 'boolean'].includes(typeof member));
    return new Map(plain.map(([name, member]) => [name, String(member)]));
  } catch {
    return undefined;
  }
}
