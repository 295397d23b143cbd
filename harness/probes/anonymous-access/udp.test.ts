import { expect } from 'chai';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { Server as CoapServer } from 'coap';
import { decode, encode, type Answer } from 'dns-packet';
import { describe, it } from 'mocha';
import { ask } from './ask-peer.ts';

describe('anonymous-access over UDP', () => {
  it('the resources of a CoAP server are listed, read and put, and a refusal is a refusal', async () => {
    const server = new CoapServer({ type: 'udp4' }, (request, response) => {
      const listing = request.url === '/.well-known/core';
      response.code = listing || request.url === '/status' ? '2.05' : request.method === 'DELETE' ? '2.02' : '4.03';
      response.end(listing ? '</status>,</locked>' : 'Zyxwvut');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const { port } = (server as unknown as { _sock: { address(): { port: number } } })._sock.address();
    const peer = { port, folder: '', stop: () => new Promise<void>((resolve) => server.close(() => resolve())) };
    const { lines } = await ask(peer, { protocol: 'coap', transport: 'udp' });
    await peer.stop();
    expect(lines).to.deep.equal([
      'list /.well-known/core granted',
      'read /status granted name',
      'read /locked refused name',
      'write PUT /OWN refused name',
    ]);
  });

  it('tftp gives the files it has and takes new ones', async () => {
    const server = createSocket('udp4').bind(0, '127.0.0.1');
    await once(server, 'listening');
    const error = Buffer.from([0, 5, 0, 1, 0x6e, 0x6f, 0]);
    server.on('message', (bytes, { port, address }) => {
      const [, code] = bytes;
      const known = bytes.subarray(2, 8).toString() === 'config';
      const data = Buffer.concat([Buffer.from([0, 3, 0, 1]), Buffer.from('ssid=playroom')]);
      if (code === 1 || code === 2)
        server.send(code === 2 ? Buffer.from([0, 4, 0, 0]) : known ? data : error, port, address);
    });
    const peer = { port: server.address().port, folder: '', stop: () => Promise.resolve() };
    const { lines } = await ask(peer, { protocol: 'tftp', transport: 'udp' });
    server.close();
    expect(lines).to.include.members([
      'read RRQ OWN.txt refused',
      'read RRQ config granted',
      'write WRQ OWN.txt granted',
    ]);
  });

  it('an answer that is none of TFTP gives and takes no file', async () => {
    const server = createSocket('udp4').bind(0, '127.0.0.1');
    await once(server, 'listening');
    server.on('message', (_, { port, address }) => server.send('nobody here', port, address));
    const peer = { port: server.address().port, folder: '', stop: () => Promise.resolve() };
    const { lines } = await ask(peer, { protocol: 'tftp', transport: 'udp' });
    server.close();
    expect(lines).to.be.empty;
  });

  it('a responder of multicast DNS tells what it announces, and a name of the child in it', async () => {
    const server = createSocket('udp4').bind(0, '127.0.0.1');
    await once(server, 'listening');
    const records: Answer[] = [
      { type: 'PTR', name: '_services._dns-sd._udp.local', data: '_toy._tcp.local' },
      { type: 'PTR', name: '_toy._tcp.local', data: 'Zyxwvut._toy._tcp.local' },
      { type: 'SRV', name: 'Zyxwvut._toy._tcp.local', data: { port: 443, target: 'toy.local' } },
    ];
    server.on('message', (bytes, { port, address }) => {
      const { id, questions = [] } = decode(bytes);
      const answers = records.filter(({ name }) => questions.some((question) => question.name === name));
      if (answers.length > 0) server.send(encode({ type: 'response', id: id ?? 0, answers }), port, address);
    });
    const peer = { port: server.address().port, folder: '', stop: () => Promise.resolve() };
    const { reached, lines } = await ask(peer, { protocol: 'mdns', transport: 'udp' });
    server.close();
    expect(reached).to.deep.equal([true]);
    expect(lines).to.deep.equal([
      'list PTR _services._dns-sd._udp.local granted',
      'read ANY _toy._tcp.local granted name',
      'read ANY Zyxwvut._toy._tcp.local granted name',
      'read ANY toy.local unanswered',
    ]);
  });
});
