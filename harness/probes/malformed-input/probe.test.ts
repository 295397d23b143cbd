import { expect } from 'chai';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { describe, it } from 'mocha';
import { needs } from '../../development/needs.ts';
import { observeTarget } from '../../development/observing.ts';
import * as peers from '../../development/service-peers.ts';
import { corpusFor } from './corpus/corpus.ts';
import { probe } from './probe.ts';

interface At {
  readonly port: number;
  readonly protocol: string;
  readonly transport?: 'tcp' | 'udp';
  readonly signal?: AbortSignal;
  readonly recoverySeconds?: number;
}

const serviceAt = ({ port, protocol, transport = 'tcp' }: At) =>
  ({ id: 'it', transport, port, protocol, purpose: 'test', authentication: 'none' }) as const;

function press(at: At) {
  const { signal, recoverySeconds = 1 } = at;
  const given = { ixit: { services: [serviceAt(at)] }, parameters: { recoverySeconds }, ...(signal && { signal }) };
  return observeTarget({ kind: 'malformed-input', probe }, 'it/unit-1', given);
}

// An HTTP server of a few lines that does one thing wrong when it hears the word.
const fragile = (word: string, fail: (socket: Socket) => void) =>
  peers.oddPeer((socket) => {
    socket.on('data', (chunk: Buffer) => {
      if (chunk.includes(word)) fail(socket);
      else socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
    });
  });

describe('malformed-input', () => {
  const robust = [
    { name: 'nginx', tools: ['nginx', 'openssl'], start: () => peers.nginx(), protocol: 'http', corpus: 'http/1' },
    { name: 'mosquitto', tools: ['mosquitto'], start: () => peers.mosquitto(), protocol: 'mqtt', corpus: 'mqtt/1' },
    {
      name: 'mosquitto behind TLS',
      tools: ['mosquitto', 'openssl'],
      start: () => peers.mosquitto({ tls: true }),
      protocol: 'mqtts',
      corpus: 'tls+mqtt/1',
    },
    { name: 'redis', tools: ['redis-server'], start: peers.redis, protocol: 'redis', corpus: 'plain/1' },
  ] as const;
  for (const { name, tools, start, protocol, corpus } of robust)
    it(`${name} is alive after each message`, async function () {
      this.timeout(120_000);
      needs(this, ...tools);
      const peer = await start();
      const { services, messages } = await press({
        port: peer.port,
        protocol,
        signal: AbortSignal.timeout(110_000),
      }).finally(peer.stop);
      expect(services[0]).to.include({ corpus, answeredBefore: true, answeredAfter: true, messages: messages.length });
      expect(messages.filter(({ aliveAfter }) => !aliveAfter)).to.deep.equal([]);
      const answers = new Set(messages.map(({ answer }) => answer));
      expect(answers.size, 'it behaves differently to different messages').to.be.greaterThan(1);
    });

  it('a server that a message stops is seen dead after it and pressed no further', async () => {
    let dead = false;
    const peer = await peers.oddPeer((socket) => {
      socket.on('data', (chunk: Buffer) => {
        dead ||= chunk.includes('%%%n');
        if (dead) socket.resetAndDestroy();
        else socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
      });
    });
    const { services, messages } = await press({ port: peer.port, protocol: 'http' }).finally(peer.stop);
    expect(services[0]).to.include({ answeredBefore: true, answeredAfter: false });
    expect(messages.at(-1)).to.include({
      message: 'path with percent signs',
      aliveAfter: false,
      recoveredAfterMilliseconds: null,
    });
    expect(messages.length).to.be.lessThan(services[0]!.messages);
  });

  it('a server that comes back is seen dead, and when it came back', async () => {
    let deadUntil = 0;
    const peer = await fragile('XYZZY', () => (deadUntil = Date.now() + 1500));
    const gate = await peers.oddPeer((socket) => {
      if (Date.now() < deadUntil) return void socket.resetAndDestroy();
      socket.on('data', (chunk: Buffer) => {
        if (chunk.includes('XYZZY')) deadUntil = Date.now() + 1500;
        socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
      });
    });
    const { services, messages } = await press({ port: gate.port, protocol: 'http', recoverySeconds: 4 });
    await Promise.all([peer.stop(), gate.stop()]);
    expect(messages[0]).to.include({ message: 'method unknown', aliveAfter: false });
    expect(messages[0]?.recoveredAfterMilliseconds).to.be.within(900, 4000);
    expect(services[0]?.answeredAfter).to.equal(true);
  });

  it('a service that answers nothing valid is not pressed', async () => {
    const peer = await peers.oddPeer(() => undefined);
    const { services, messages } = await press({ port: peer.port, protocol: 'mqtt' }).finally(peer.stop);
    expect(services[0]).to.include({ answeredBefore: false, answeredAfter: false });
    expect(messages).to.deep.equal([]);
  });

  it('a UDP service that dies of a long token is seen dead', async () => {
    const server = createSocket('udp4').bind(0, '127.0.0.1');
    await once(server, 'listening');
    let dead = false;
    server.on('message', (bytes, { port, address }) => {
      dead ||= ((bytes[0] ?? 0) & 15) > 8 && bytes[0] !== 0xff;
      if (!dead) server.send(Buffer.from([0x60, 0x84, bytes[2] ?? 0, bytes[3] ?? 0]), port, address);
    });
    const { messages } = await press({ port: server.address().port, protocol: 'coap', transport: 'udp' });
    server.close();
    expect(messages.at(-1)).to.include({ message: 'token length 9', aliveAfter: false });
  });

  it('a responder of multicast DNS, which knows no other name, is seen alive by its list of services', async () => {
    const server = createSocket('udp4').bind(0, '127.0.0.1');
    await once(server, 'listening');
    server.on('message', (bytes, from) => {
      if (bytes.includes('_services'))
        server.send(Buffer.concat([bytes.subarray(0, 2), Buffer.from([132, 0])]), from.port);
    });
    const { port } = server.address();
    const { services } = await press({ port, protocol: 'mdns', transport: 'udp' });
    server.close();
    expect(services[0]).to.include({ answeredBefore: true, answeredAfter: true });
  }).timeout(60_000);

  it('a target ends soon after its time is over', async () => {
    const peer = await fragile('GET', () => undefined);
    const started = Date.now();
    const error: unknown = await press({ port: peer.port, protocol: 'http', signal: AbortSignal.timeout(300) }).catch(
      (thrown: unknown) => thrown,
    );
    await peer.stop();
    expect(error).to.be.instanceOf(Error);
    expect(Date.now() - started).to.be.lessThan(3000);
  });

  it('the corpus is the same every time, and every message has a name of its own', () => {
    for (const [protocol, transport] of [
      ['http', 'tcp'],
      ['mqtts', 'tcp'],
      ['coap', 'udp'],
      ['dns', 'udp'],
      ['json', 'udp'],
    ] as const) {
      const { messages } = corpusFor(serviceAt({ port: 1, protocol, transport }));
      expect(messages.length, protocol).to.be.greaterThan(14);
      // TLS and what it protects may both have a message of this name.
      const names = messages.map(({ name, raw }) => `${name} ${String(raw)}`);
      expect(new Set(names).size, protocol).to.equal(names.length);
    }
  });
});
