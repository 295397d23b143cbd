import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { expect } from 'chai';
import { afterEach, describe, it } from 'mocha';
import { recogniseTcp } from './recognise-tcp.ts';
import { questions, recogniseDatagram } from './udp-payloads.ts';
import { dialogues, recognise } from './tcp-dialogues.ts';

const servers: Server[] = [];
async function serve(onSocket: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    onSocket(socket);
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
const signal = new AbortController().signal;

describe('open-ports against hostile units', function () {
  this.timeout(60_000);
  afterEach(() => servers.splice(0).forEach((server) => server.close()));

  it('takes a bounded part of a banner without end, and shows its control characters escaped', async () => {
    const chunk = Buffer.from('\x1b[2J\u202egnp\0'.repeat(4000));
    const port = await serve((socket) => {
      const pour = () => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on('drain', pour);
      pour();
    });
    const started = Date.now();
    const { speaks, banner } = await recogniseTcp('127.0.0.1', port, signal);
    expect(speaks).to.equal('unknown');
    expect(banner).to.match(/^\\x1b\[2J\\u\{202e\}gnp\\x00/);
    expect(banner!.length).to.be.lessThan(2000);
    expect(Date.now() - started).to.be.lessThan(20_000);
  });

  it('calls a port unknown that resets every connection', async () => {
    const port = await serve((socket) => socket.resetAndDestroy());
    expect(await recogniseTcp('127.0.0.1', port, signal)).to.deep.equal({ speaks: 'unknown', encrypted: false });
  });

  it('calls a port an echo that sends back what it gets', async () => {
    const port = await serve((socket) => socket.pipe(socket));
    expect((await recogniseTcp('127.0.0.1', port, signal)).speaks).to.equal('echo');
  });

  it('reads any bytes without failing', () => {
    let seed = 7;
    const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648) & 0xff;
    for (let length = 0; length < 400; length += 1) {
      const bytes = Buffer.from(Array.from({ length: length % 60 }, next));
      for (const dialogue of dialogues) expect(recognise(bytes, dialogue)).to.be.oneOf([undefined, ...names]);
      for (const question of questions) expect(recogniseDatagram(bytes, question)).to.be.a('string');
    }
  });
});

const names = [...dialogues.map(({ protocol }) => protocol), 'echo'];
