import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { cannot, needs } from '../../development/needs.ts';
import { issue, keyPem } from '../../reference-toy/certificates.ts';
import { html, journey, noBrowser, observeWeb, serve } from './web.fixture.ts';

const ip = (...args: readonly string[]) => execFileSync('ip', [...args], { stdio: 'ignore' });

function comeToAnotherNetwork(): void {
  ip('link', 'add', 'other0', 'type', 'veth', 'peer', 'name', 'other1');
  ip('addr', 'add', '192.0.2.77/24', 'dev', 'other0');
  for (const end of ['other0', 'other1']) ip('link', 'set', end, 'up');
}

describe('a bench that gets another address', function () {
  this.timeout(60_000);

  before(function () {
    const missing = noBrowser();
    if (missing !== undefined) cannot(this, missing);
    needs(this, 'ip');
    // Only in a network that nobody else has.
    if (process.getuid?.() !== 0 || Object.keys(networkInterfaces()).some((name) => name !== 'lo'))
      cannot(this, 'needs a network of its own');
  });

  // The browser breaks off a connection that is still being made. Nobody believes this server, which it learns at the second.
  it('opens a page again that the browser broke off for that', async () => {
    const authority = issue({ name: 'Toy CA', names: [] });
    const own = issue({ name: 'portal.example', names: ['portal.example'], issuer: authority });
    const secure = await serve((_, response) => html(response, ''), { key: keyPem(own), cert: own.certificate });
    const first = await serve((_, response) => html(response, '<p>Hello</p>'));
    let connections = 0;
    const door = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      if (connections++ === 0) socket.once('data', comeToAnotherNetwork);
      else socket.pipe(connect(secure.port, '127.0.0.1')).pipe(socket);
    });
    await once(door.listen(0, '127.0.0.1'), 'listening');
    const { port } = door.address() as AddressInfo;
    const journeys = [journey('visit', [{ open: `https://portal.example:${port}/` }])];
    const asking = { url: `http://localhost:${first.port}/`, names: { 'portal.example': '127.0.0.1' }, journeys };
    const rows = await observeWeb(asking).finally(() => {
      for (const { stop } of [first, secure]) stop();
      door.close();
      ip('link', 'del', 'other0');
    });
    expect(rows.requests.map(({ problem }) => problem)).to.include('net::ERR_NETWORK_CHANGED');
    const { detail } = rows.journeys.find(({ id }) => id === 'visit') ?? {};
    expect(detail).to.contain('ERR_CERT_AUTHORITY_INVALID');
  });
});
