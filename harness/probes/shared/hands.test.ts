import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { observingOf } from '../../development/observing.ts';
import { scratch } from '../../development/peer.ts';
import { handsOf } from './hands.ts';

const { folder, remove } = scratch();
const servers: Server[] = [];

/** What becomes of an act that is asked of a machine which answers in this way. */
async function asked(name: string, answers: (socket: Socket) => void): Promise<unknown> {
  const path = join(folder, name);
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => answers(socket));
  }).listen(path);
  servers.push(server);
  await once(server, 'listening');
  const observing = observingOf({ ixit: {} });
  const bench = { ...observing.bench, bluetooth: { hands: `unix:${path}` } };
  return handsOf({ ...observing, bench }, 'bluetooth-le')
    .do('unit-1', 'passkey')
    .catch((error: unknown) => (error as Error).message);
}

describe('a machine that touches units', () => {
  after(() => {
    for (const server of servers) server.close();
    remove();
  });

  const answers: readonly (readonly [what: string, answer: (socket: Socket) => void, outcome: unknown])[] = [
    ['a number', (socket) => socket.write('{"done":true,"passkey":"012345"}\n'), { done: true, passkey: '012345' }],
    ['a number in two parts', (socket) => (socket.write('{"done":'), socket.end('true}\n')), { done: true }],
    ['no number', (socket) => socket.write('{"done":true,"passkey":"12345\\u0000"}\n'), { done: true }],
    ['nothing that was done', (socket) => socket.write('null\n'), { done: false }],
    ['half a line, and hangs up', (socket) => socket.end('{"done":true'), /hung up/],
    ['nothing, and hangs up', (socket) => socket.destroy(), /hung up/],
    ['no JSON', (socket) => socket.write('yes\n'), /JSON/],
    ['a line without end', (socket) => socket.write('9'.repeat(100_000)), /does not end/],
  ];
  for (const [what, answer, outcome] of answers)
    it(`answers with ${what}`, async () => {
      const told = await asked(what.replaceAll(' ', '-'), answer);
      if (outcome instanceof RegExp) expect(told).to.match(outcome);
      else expect(told).to.deep.equal(outcome);
    });
});
