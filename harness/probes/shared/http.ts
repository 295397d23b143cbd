import {
  Agent as PlainAgent,
  request as requestHttp,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { Agent as SecureAgent, request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { anyTls, mostBytes, type Place } from './conversation.ts';
import { withDeadline } from './deadline.ts';
import { authority } from './reach.ts';

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
  /** For the whole exchange; 8000 where absent. */
  readonly milliseconds?: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** At most 256 KiB of it. */
  readonly body: Buffer;
  readonly milliseconds: number;
}

/**
 * One request, on a connection of its own unless the place keeps some; redirects not followed, certificates not verified.
 * Undefined where no answer came whole in time; of a body that is longer only the beginning is kept.
 */
export async function exchange(place: Place, request: HttpRequest): Promise<HttpAnswer | undefined> {
  const started = performance.now();
  const { address, port, name, secure, agent } = place;
  const headers = {
    host: authority(name ?? address, port),
    ...(agent === undefined ? { connection: 'close' } : {}),
    ...(request.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(request.body)) }),
    ...request.headers,
  };
  const servername = name !== undefined && isIP(name) === 0 ? { servername: name } : {};
  const options = {
    host: address,
    port,
    method: request.method,
    path: asPath(request.path),
    headers,
    agent: agent ?? false,
  };
  const lenient = { insecureHTTPParser: true, maxHeaderSize: 65_536 };
  const send = (limit: AbortSignal) =>
    new Promise<HttpAnswer | 'again' | undefined>((resolve) => {
      const sent = secure
        ? requestHttps({ ...options, ...lenient, ...anyTls(), ...servername, signal: limit })
        : requestHttp({ ...options, ...lenient, signal: limit });
      sent.on('error', () => resolve(wasClosed(sent, place) ? 'again' : undefined));
      sent.on('close', () => resolve(undefined));
      sent.on('response', (incoming) =>
        listen(incoming, (body) => {
          const { statusCode: status = 0, headers: head } = incoming;
          resolve({ status, headers: head, body, milliseconds: Math.round(performance.now() - started) });
          if (agent === undefined || !incoming.complete) sent.destroy();
        }),
      );
      sent.end(request.body);
    });
  const answer = await withDeadline({ signal: place.signal, milliseconds: request.milliseconds ?? 8000 }, send);
  return answer === 'again' ? exchange({ ...place, agent: undefined }, request) : answer;
}

/**
 * Keeps connections to one place for the next request, as a browser does: few, because a service may have few, and each is
 * given up so many milliseconds after the last, so that nothing keeps the program and none is used that has rested long.
 */
export function keeping(secure: boolean, idleMilliseconds = 1000): PlainAgent {
  const kept = { keepAlive: true, maxSockets: 4, maxFreeSockets: 1, timeout: idleMilliseconds };
  return secure ? new SecureAgent({ ...kept, ...anyTls() }) : new PlainAgent(kept);
}

/** Whether what failed can be asked again: a kept connection may have been closed before the request reached the other side. */
export const wasClosed = (sent: ClientRequest, { signal }: Pick<Place, 'signal'>): boolean =>
  sent.reusedSocket && !signal.aborted;

function listen(incoming: IncomingMessage, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  const finish = (): void => done(Buffer.concat(chunks).subarray(0, mostBytes));
  incoming.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length > mostBytes) finish();
  });
  incoming.on('end', finish);
  incoming.on('error', finish);
  incoming.on('close', finish);
}

// What Node refuses to put into a request line is escaped instead.
const asPath = (path: string): string => encodeURI(path).replaceAll('%25', '%');
