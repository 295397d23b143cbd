import { expect } from 'chai';
import { once } from 'node:events';
import { createServer } from 'node:http';
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
});
