import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { keepMessage } from './api/things.ts';
import { replyTo } from './spoken.ts';
import { hosts } from './hosts.ts';
import type { Room } from './room.ts';

/** Talks with the child who plays, over a WebSocket (RFC 6455) in the child's session and from the playroom's own pages. */
export function liveTalk(room: Room): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const server = new WebSocketServer({ noServer: true, maxPayload: 4096 });
  return (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const session = admitted(room, request);
    if (session === undefined) socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
    else server.handleUpgrade(request, socket, head, (live) => talk(room, live, session));
  };
}

function admitted(room: Room, { url, headers }: IncomingMessage): string | undefined {
  const token = /(?:^|; )playroom=([\x21-\x3a\x3c-\x7e]{1,4000})/.exec(headers.cookie ?? '')?.[1];
  const session = token === undefined ? undefined : room.sessionOf(token);
  const own = headers.origin === room.origin(hosts.playroom);
  return url === '/live' && own && session?.child !== undefined ? token : undefined;
}

function talk(room: Room, live: WebSocket, token: string): void {
  live.on('error', () => live.terminate());
  live.on('message', (data: Buffer) => {
    // The session may have ended meanwhile.
    const session = room.sessionOf(token);
    const text = textOf(data);
    if (session?.child === undefined) live.close(4401, 'signed out');
    if (session?.child === undefined || text === undefined) return;
    keepMessage(room, { family: session.family, child: session.child, text });
    live.send(JSON.stringify({ says: replyTo(text) }));
  });
}

function textOf(data: Buffer): string | undefined {
  try {
    const { text } = JSON.parse(data.toString()) as { readonly text?: unknown };
    return typeof text === 'string' && text.trim() !== '' ? text.trim().slice(0, 500) : undefined;
  } catch {
    return undefined;
  }
}
