import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Declared } from '../../../schemas/types.ts';
import type { Endpoint } from '../shared/reach.ts';
import { asker, type Ask } from './request.ts';

const service: Declared['ixit']['services'][number] = {
  ...{ id: 'it', transport: 'tcp', port: 80, protocol: 'http', purpose: 'test', authentication: 'none' },
};

type Serve = (request: IncomingMessage, response: ServerResponse) => void;

/** What is asked of a server, and on how many connections. */
async function asking(serve: Serve, ask: (ask: Ask) => Promise<void>): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer(serve).on('connection', (socket: Socket) => sockets.add(socket));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const place = { address: '127.0.0.1', port, name: undefined };
  const endpoint: Endpoint = { id: 'it', service, unit: 'unit-1', family: 'IPv4', ...place };
  await ask(asker(endpoint, new AbortController().signal)).finally(() => {
    server.closeAllConnections();
    server.close();
  });
  return sockets.size;
}

const get = (path: string, cookie?: string) => ({
  ...{ method: 'GET', path },
  ...(cookie === undefined ? {} : { headers: { cookie } }),
});

describe('connections to a web interface', () => {
  it('are kept for what is read', async () => {
    const used = await asking(
      (_, response) => response.end('here'),
      async (ask) => {
        for (let path = 0; path < 20; path++) expect((await ask(get(`/${path}`)))?.body.toString()).to.equal('here');
      },
    );
    expect(used).to.equal(1);
  });

  it('are never shared by whoever has a session and whoever has none', async () => {
    const inside = new WeakSet<Socket>();
    await asking(
      ({ socket, headers }, response) => {
        if (headers.cookie !== undefined) inside.add(socket);
        response.writeHead(inside.has(socket) ? 200 : 401).end();
      },
      async (ask) => {
        for (let tried = 0; tried < 5; tried++) {
          expect((await ask(get('/settings')))?.status).to.equal(401);
          expect((await ask(get('/settings', 'session=1')))?.status).to.equal(200);
        }
      },
    );
  });

  it('that were closed meanwhile cost no answer', async () => {
    const used = new WeakSet<Socket>();
    const connections = await asking(
      ({ socket }, response) => {
        if (used.has(socket)) return void socket.destroy();
        used.add(socket);
        response.end('once');
      },
      async (ask) => {
        for (let path = 0; path < 5; path++) expect((await ask(get(`/${path}`)))?.body.toString()).to.equal('once');
      },
    );
    expect(connections).to.equal(5);
  });

  it('are each for one request that changes something', async () => {
    const used = await asking(
      (_, response) => response.end(),
      async (ask) => {
        for (let tried = 0; tried < 3; tried++) await ask({ method: 'POST', path: '/settings', body: 'volume=4' });
      },
    );
    expect(used).to.equal(3);
  });
});
