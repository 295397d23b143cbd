import { request as plain, type IncomingHttpHeaders, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as secure } from 'node:https';
import { isIP } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import { wasLate, watched } from '../shared/lateness.ts';
import { authority, type Endpoint } from '../shared/reach.ts';

/** One request, in full control of its headers. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** At most a mebibyte. */
  readonly body: Buffer;
}

/** Answers to requests; undefined where none came, was no HTTP, or came too late. */
export type Ask = (asked: Asked) => Promise<Answered | undefined>;

const [answerLimit, bodyLimit] = [8000, 1024 * 1024];

/** The host by which the interface's own pages call it. */
export const ownHost = ({ name, address, port, service }: Endpoint): string => {
  const usual = (service.secure ?? service.protocol === 'https') ? 443 : 80;
  const host = authority(name ?? address, port);
  return port === usual ? host.slice(0, -`:${port}`.length) : host;
};

export const isSecure = ({ service }: Endpoint): boolean => service.secure ?? service.protocol === 'https';
export const ownOrigin = (endpoint: Endpoint): string => `http${isSecure(endpoint) ? 's' : ''}://${ownHost(endpoint)}`;

/** Asks one endpoint; redirections are not followed, certificates not judged. */
export function asker(endpoint: Endpoint, signal: AbortSignal): Ask {
  return async (asked) => {
    signal.throwIfAborted();
    const { value, lateness } = await watched(() => heard(endpoint, asked, signal));
    // What a bench that was late itself cut off is no answer.
    return value?.cut === true && wasLate(lateness) ? undefined : value?.answer;
  };
}

/** An answer, and whether the time was over before its body was. */
interface Heard {
  readonly answer: Answered;
  readonly cut: boolean;
}

const heard = (endpoint: Endpoint, asked: Asked, signal: AbortSignal): Promise<Heard | undefined> =>
  new Promise((resolve) => {
    const finish = (end: Heard | undefined) => {
      clearTimeout(timer);
      resolve(end);
      outgoing.destroy();
    };
    const outgoing = (isSecure(endpoint) ? secure : plain)(options(endpoint, asked, signal));
    const timer = setTimeout(() => finish(undefined), answerLimit);
    outgoing.on('error', () => finish(undefined));
    outgoing.on('response', (incoming) => collect(incoming, finish));
    outgoing.end(asked.body);
  });

function options(endpoint: Endpoint, { method, path, headers, body }: Asked, signal: AbortSignal) {
  const { address, port, name } = endpoint;
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const all: RequestOptions & Secured = {
    host: address,
    port,
    method,
    path: path.replace(/[^\x21-\x7e]/g, encodeURIComponent),
    headers: { host: ownHost(endpoint), ...length, ...headers },
    agent: false,
    signal,
    rejectUnauthorized: false,
    secureContext: (usual ??= createSecureContext()),
    ...(name !== undefined && isIP(name) === 0 ? { servername: name } : {}),
  };
  return all;
}

interface Secured {
  readonly rejectUnauthorized: boolean;
  readonly secureContext: SecureContext;
  readonly servername?: string;
}

// Made once: it takes as long as a handshake.
let usual: SecureContext | undefined;

// A body that never ends or is too large is cut; its beginning is the answer.
function collect(incoming: IncomingMessage, finish: (heard: Heard) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const done = (cut = false) => {
    const body = Buffer.concat(chunks).subarray(0, bodyLimit);
    finish({ answer: { status: incoming.statusCode ?? 0, headers: incoming.headers, body }, cut });
  };
  const late = setTimeout(() => done(true), answerLimit / 2);
  incoming.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > bodyLimit) done();
  });
  for (const event of ['end', 'close', 'error'])
    incoming.on(event, () => {
      clearTimeout(late);
      done();
    });
}
