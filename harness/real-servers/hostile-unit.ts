import { once } from 'node:events';
import { createServer as createWeb, type ServerResponse } from 'node:http';
import { createServer as createTls } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import type { Declaration } from '../../schemas/types.ts';
import { issue, keyPem } from '../reference-toy/certificates.ts';
import { service } from './scenario.ts';

/** A script, the title of a terminal, a command of a terminal, a change of direction, and a NUL. */
export const hostileText = '<script>pwned()</script>\u001b]0;pwned\u0007\u001b[2J\u202Etxet\u0000&quot;"\'';

const page = `<html><head><title>${hostileText}</title></head><body><a href="/${hostileText}">${hostileText}</a>
<a href="javascript:pwned()">x</a>${hostileText}</body></html>`;

/** Times that no clock of the bench agrees with. */
const pageHead = {
  'content-type': 'text/html',
  date: 'Fri, 31 Dec 9999 23:59:59 GMT',
  expires: 'Thu, 01 Jan 0000 00:00:00 GMT',
  'last-modified': 'the day before yesterday',
  'set-cookie': 'session=4f2a91d07b3c; Expires=Sat, 31 Dec 275760 23:59:59 GMT; Max-Age=99999999999999999999',
};

const endless = (socket: Socket) => {
  const chunk = Buffer.alloc(65_536, 'A');
  const pour = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', pour);
  pour();
};

const loop = (response: ServerResponse) =>
  response.writeHead(302, { location: '/again', server: 'loop' }).end('<a href="/again">again</a>');

/** What listens where, and what it does to whoever connects. */
const behaviours: Readonly<Record<number, (socket: Socket) => void>> = {
  7001: () => undefined,
  7002: endless,
  7003: (socket) => void socket.resetAndDestroy(),
  7004: (socket) => void socket.write(Buffer.alloc(10 << 20, 'B')),
  7005: (socket) => void socket.write(`SSH-2.0-${hostileText}\r\n`),
};

/** What its manufacturer declares; port 7005 is not declared. */
export const hostileIxit: Declaration['ixit'] = {
  services: [
    service(7001, 'http', { id: 'mute' }),
    service(7002, 'http', { id: 'endless' }),
    service(7003, 'mqtt', { id: 'resets' }),
    service(7004, 'chat', { id: 'banner' }),
    service(7006, 'http', { id: 'page' }),
    service(7007, 'http', { id: 'loop' }),
    service(7008, 'https', { id: 'certificate', host: 'toy.example', trustAnchor: 'root' }),
    service(7001, 'tls', { id: 'mute-tls', secure: true }),
    service(7002, 'tls', { id: 'endless-tls', secure: true }),
  ],
  trustAnchors: [{ id: 'root', file: 'anchor.pem' }],
  webPaths: ['page', 'loop', 'mute', 'endless'].map((id) => ({
    id: `front-of-${id}`,
    service: id,
    path: '/',
    session: 'required' as const,
  })),
};

/** Switches a unit on at 127.0.0.1 that does everything to whoever observes it. Gives its trust anchor, in PEM. */
export async function hostileUnit(): Promise<{ readonly anchor: string; readonly stop: () => void }> {
  const names = Array.from({ length: 40_000 }, (_, index) => `toy-number-${index}.example`);
  const root = issue({ name: 'Example Root', names: [] });
  const huge = issue({ name: 'toy.example', names, issuer: root });
  const tls = { key: keyPem(huge), cert: huge.certificate };
  const servers: readonly (readonly [number, Server])[] = [
    ...Object.entries(behaviours).map(([port, behave]) => [Number(port), createServer(behave)] as const),
    [7006, createWeb((_, response) => void response.writeHead(200, pageHead).end(page))],
    [7007, createWeb((_, response) => void loop(response))],
    [7008, createTls(tls, (_, response) => void response.end('ok'))],
  ];
  const sockets = new Set<Socket>();
  for (const [port, server] of servers) {
    server.on('connection', (socket: Socket) => {
      sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)));
    });
    server.on('tlsClientError', () => undefined).listen(port, '127.0.0.1');
    await once(server, 'listening');
  }
  const stop = (): void => {
    for (const [, server] of servers) server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { anchor: root.certificate, stop };
}
