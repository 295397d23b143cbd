import { expect } from 'chai';
import { describe, it } from 'mocha';
import { needs } from '../../development/needs.ts';
import { observeTarget } from '../../development/observing.ts';
import * as peers from '../../development/service-peers.ts';
import { probe } from './probe.ts';

interface At {
  readonly port: number;
  readonly protocol: string;
  readonly transport?: 'tcp' | 'udp';
  readonly reach: readonly string[];
}

function press({ port, protocol, transport = 'tcp', reach }: At) {
  const service = { id: 'it', transport, port, protocol, purpose: 'test', authentication: 'none' } as const;
  const signal = AbortSignal.timeout(110_000);
  const given = { ixit: { services: [service] }, parameters: { recoverySeconds: 1 }, reach, signal };
  return observeTarget({ kind: 'malformed-input', probe }, 'it/unit-1', given);
}

describe('malformed-input over two address families', function () {
  this.timeout(120_000);

  const address = '::1';
  const robust = [
    { what: 'nginx over TCP', tools: ['nginx', 'openssl'], start: () => peers.nginx({ address }), protocol: 'http' },
    {
      what: 'mosquitto behind TLS',
      tools: ['mosquitto', 'openssl'],
      start: () => peers.mosquitto({ address, tls: true }),
      protocol: 'mqtts',
    },
    {
      what: 'snmpd over UDP',
      tools: ['snmpd'],
      start: () => peers.snmpd({ address }),
      protocol: 'snmp',
      transport: 'udp',
    },
  ] as const;
  for (const { what, tools, start, ...spoken } of robust)
    it(`${what} at an IPv6 address is pressed, and alive after each message`, async function () {
      needs(this, ...tools);
      const peer = await start();
      const { services, messages } = await press({ ...spoken, port: peer.port, reach: [address] }).finally(peer.stop);
      expect(services).to.have.length(1);
      const facts = { id: 'it/unit-1/ipv6', family: 'IPv6', answeredBefore: true, answeredAfter: true };
      expect(services[0]).to.include({ ...facts, messages: messages.length });
      expect(messages.length).to.be.above(10);
      expect(messages.filter(({ aliveAfter }) => !aliveAfter)).to.deep.equal([]);
      expect(messages.some(({ answer }) => answer !== 'not-connected')).to.equal(true);
    });

  it('a server that a message stops over IPv6 alone is seen dead there, and alive over IPv4', async () => {
    let dead = false;
    const peer = await peers.oddPeer((socket) => {
      const four = socket.remoteAddress?.startsWith('::ffff:') === true;
      socket.on('data', (chunk: Buffer) => {
        dead ||= !four && chunk.includes('%%%n');
        if (dead && !four) socket.resetAndDestroy();
        else socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
      });
    }, '::');
    const pressed = press({ port: peer.port, protocol: 'http', reach: ['127.0.0.1', address] });
    const { services, messages } = await pressed.finally(peer.stop);
    expect(services.map(({ id, answeredAfter }) => [id, answeredAfter])).to.deep.equal([
      ['it/unit-1/ipv4', true],
      ['it/unit-1/ipv6', false],
    ]);
    expect(messages.filter(({ aliveAfter }) => !aliveAfter).map(({ id }) => id)).to.deep.equal([messages.at(-1)?.id]);
    expect(messages.at(-1)).to.include({ service: 'it/unit-1/ipv6', message: 'path with percent signs' });
  });
});
