import {
  request as plain,
  type Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as secure } from 'node:https';
import { isIP } from 'node:net';
import { anyTls } from '../shared/conversation.ts';
import { keeping, wasClosed } from '../shared/http.ts';
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

/**
 * Asks one endpoint; redirections are not followed, certificates not judged. What is only read is asked for on connections
 * that are kept, one for whoever has a session and one for whoever has none: a service may take the connection for the session.
 */
export function asker(endpoint: Endpoint, signal: AbortSignal): Ask {
  const within = keeping(isSecure(endpoint));
  const without = keeping(isSecure(endpoint));
  return async (asked) => {
    signal.throwIfAborted();
    const { method, headers = {} } = asked;
    const agent = 'cookie' in headers || 'authorization' in headers ? within : without;
    const asking = { endpoint, asked, signal, agent: method === 'GET' ? agent : undefined };
    const { value, lateness } = await watched(() => heard(asking));
    // What a bench that was late itself cut off is no answer.
    return value?.cut === true && wasLate(lateness) ? undefined : value?.answer;
  };
}

interface Asking {
  readonly endpoint: Endpoint;
  readonly asked: Asked;
  readonly signal: AbortSignal;
  readonly agent: Agent | undefined;
}

/** An answer, and whether the time was over before its body was. */
interface Heard {
  readonly answer: Answered;
  readonly cut: boolean;
}

const heard = (asking: Asking): Promise<Heard | undefined> =>
  new Promise((resolve) => {
    const { endpoint, asked, agent } = asking;
    const finish = (end: Heard | Promise<Heard | undefined> | undefined) => {
      clearTimeout(timer);
      resolve(end);
    };
    const outgoing = (isSecure(endpoint) ? secure : plain)(options(asking));
    const giveUp = () => {
      finish(undefined);
      outgoing.destroy();
    };
    const timer = setTimeout(giveUp, answerLimit);
    outgoing.on('error', () => {
      finish(wasClosed(outgoing, asking) ? heard({ ...asking, agent: undefined }) : undefined);
    });
    outgoing.on('response', (incoming) =>
      collect(incoming, (end) => {
        finish(end);
        if (agent === undefined || !incoming.complete) outgoing.destroy();
      }),
    );
    outgoing.end(asked.body);
  });

function options({ endpoint, asked, signal, agent }: Asking): RequestOptions {
  const { address, port, name } = endpoint;
  const { method, path, headers, body } = asked;
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return {
    host: address,
    port,
    method,
    path: path.replace(/[^\x21-\x7e]/g, encodeURIComponent),
    headers: { host: ownHost(endpoint), ...length, ...headers },
    agent: agent ?? false,
    signal,
    ...anyTls(),
    ...(name !== undefined && isIP(name) === 0 ? { servername: name } : {}),
  };
}

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
