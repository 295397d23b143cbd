import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import type { Declared } from '../../../schemas/types.ts';
import { needs } from '../../development/needs.ts';
import { scratch } from '../../development/peer.ts';
import { nginxTls } from '../../development/tls-peers.ts';
import { writeChain } from '../../real-servers/certificates.ts';
import type { Endpoint } from '../shared/reach.ts';
import { asker, type Ask } from './request.ts';

const service: Declared['ixit']['services'][number] = {
  ...{ id: 'it', transport: 'tcp', port: 80, protocol: 'http', purpose: 'test', authentication: 'none' },
};

function askerAt(port: number, protocol = 'http'): Ask {
  const place = { address: '127.0.0.1', port, name: undefined };
  const served = { ...service, protocol };
  const endpoint: Endpoint = { id: 'it', service: served, unit: 'unit-1', family: 'IPv4', ...place };
  return asker(endpoint, new AbortController().signal);
}

type Serve = (request: IncomingMessage, response: ServerResponse) => void;

/** What is asked of a server, and on how many connections. */
async function asking(serve: Serve, ask: (ask: Ask) => Promise<void>): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer(serve).on('connection', (socket: Socket) => sockets.add(socket));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await ask(askerAt(port)).finally(() => {
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
  const { folder, remove } = scratch();
  after(remove);

  it('are made over TLS 1.0 where the toy speaks no other', async function () {
    needs(this, 'nginx', 'openssl');
    const old = { versions: { from: 'TLSv1', to: 'TLSv1' }, suites: 'ALL:@SECLEVEL=0' };
    const peer = await nginxTls({ files: writeChain(folder, { rsaBits: 2048 }), ...old });
    const answer = await askerAt(peer.port, 'https')(get('/')).finally(peer.stop);
    expect(answer?.body.toString()).to.equal('<h1>Toy</h1>');
  });

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
