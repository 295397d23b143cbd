import { createServer as createHttp } from 'node:http';
import { createServer as createTcp, type Server } from 'node:net';
import { isIPv6 } from 'node:net';
import type { Extra } from '../pip.ts';
import { open } from './announcer.ts';
import { listen } from './listen.ts';

/** Serves what a decent toy would not, at one address; returns how to stop it. */
export async function serveExtra(extra: Extra, address: string): Promise<() => void> {
  const { kind, port, families, says } = extra;
  if (!families.includes(isIPv6(address) ? 'IPv6' : 'IPv4')) return () => undefined;
  if (kind === 'udp-echo') {
    const socket = await open(address, port);
    socket.on('message', (_, from) => socket.send(says, from.port, from.address, () => undefined));
    return () => socket.close();
  }
  return listen(kind === 'telnet' ? telnet(says) : http(says), port, address);
}

const http = (says: string): Server =>
  createHttp((request, response) => {
    request.resume();
    response.end(says);
  });

// IAC DO TERMINAL-TYPE, IAC WILL ECHO (RFC 854), then a login that never succeeds.
function telnet(says: string): Server {
  return createTcp((socket) => {
    socket.setTimeout(10_000, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.write(Buffer.concat([Buffer.of(255, 253, 24, 255, 251, 1), Buffer.from(says)]));
    socket.on('data', (typed) => {
      if (typed.includes(10) || typed.includes(13)) socket.end('\r\nLogin incorrect\r\n');
    });
  });
}
