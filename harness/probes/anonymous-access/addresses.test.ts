import { expect } from 'chai';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Server as CoapServer } from 'coap';
import { describe, it } from 'mocha';
import { observeTarget } from '../../development/observing.ts';
import { instrument } from './ask-peer.ts';

async function page(port: number, address: string) {
  const server = createServer((_request, response) => response.end('a toy')).listen(port, address);
  await once(server, 'listening');
  return { port: (server.address() as { port: number }).port, stop: () => server.close() };
}

describe('anonymous-access at the addresses of a unit', () => {
  it('a well-known port that answers and nobody declares gets a row without a service', async () => {
    const address = '127.77.31.5';
    const { stop } = await page(8080, address);
    const given = { ixit: {}, reach: [address] };
    const { services, operations } = await observeTarget(instrument, 'unit-1/undeclared', given).finally(stop);
    expect(services).to.deep.include({
      ...{ id: 'undeclared/unit-1/ipv4/tcp-8080', unit: 'unit-1', family: 'IPv4', transport: 'tcp', port: 8080 },
      ...{ protocol: 'http', reached: true },
    });
    expect(operations.find(({ target }) => target === '/')).to.include({
      operation: 'read',
      outcome: 'granted',
      bytes: 5,
    });
  });

  it('a service is asked over IPv4 and over IPv6, each by itself', async () => {
    const { port, stop } = await page(0, '::1');
    const service = {
      id: 'web',
      transport: 'tcp',
      port,
      protocol: 'http',
      purpose: 'page',
      authentication: 'none',
    } as const;
    const given = { ixit: { services: [service] }, reach: ['127.0.0.1', '::1'] };
    const { services } = await observeTarget(instrument, 'web/unit-1', given).finally(stop);
    expect(services.map(({ family, reached }) => [family, reached])).to.deep.equal([
      ['IPv4', false],
      ['IPv6', true],
    ]);
  });

  it('a service over UDP is asked at its IPv6 address', async () => {
    const server = new CoapServer({ type: 'udp6' }, (request, response) => {
      response.end(request.url === '/.well-known/core' ? '</status>' : 'asleep');
    });
    await new Promise<void>((resolve) => server.listen(0, '::1', () => resolve()));
    const { port } = (server as unknown as { _sock: { address(): { port: number } } })._sock.address();
    const told = { id: 'status', transport: 'udp', port, protocol: 'coap', purpose: 'status' } as const;
    const given = { ixit: { services: [{ ...told, authentication: 'none' as const }] }, reach: ['::1'] };
    const { services, operations } = await observeTarget(instrument, 'status/unit-1', given);
    await new Promise<void>((resolve) => server.close(() => resolve()));
    expect(services.map(({ family, reached }) => [family, reached])).to.deep.equal([['IPv6', true]]);
    expect(operations.find(({ target }) => target === '/status')).to.include({ operation: 'read', outcome: 'granted' });
  });
});
