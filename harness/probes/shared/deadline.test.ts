import { getEventListeners, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { oddPeer } from '../../development/service-peers.ts';
import { withDeadline } from './deadline.ts';
import { exchange } from './http.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

describe('a deadline', () => {
  it('ends a request to a server that never answers, whatever the garbage collector does meanwhile', async () => {
    const mute = await oddPeer(() => undefined);
    const collecting = setInterval(collect, 50);
    const place = { address: '127.0.0.1', port: mute.port, secure: false, signal: new AbortController().signal };
    const answer = exchange(place, { method: 'GET', path: '/', milliseconds: 400 });
    const first = await Promise.race([answer, sleep(4000, 'still waiting')]);
    clearInterval(collecting);
    await mute.stop();
    expect(first).to.equal(undefined);
  });

  it('aborts at once with the signal it was made from, for the same reason', async () => {
    const controller = new AbortController();
    const patience = { signal: controller.signal, milliseconds: 60_000 };
    const reason = withDeadline(patience, async (limit) => {
      await once(limit, 'abort');
      return String(limit.reason);
    });
    controller.abort('enough');
    expect(await reason).to.equal('enough');
    expect(await withDeadline(patience, (limit) => Promise.resolve(limit.aborted))).to.equal(true);
  });

  it('leaves nothing behind on the signal when the work is done before', async () => {
    const { signal } = new AbortController();
    const patience = { signal, milliseconds: 60_000 };
    await withDeadline(patience, () => Promise.resolve('done'));
    await withDeadline(patience, () => Promise.reject(new Error('failed'))).catch(() => undefined);
    expect(getEventListeners(signal, 'abort')).to.deep.equal([]);
  });

  it('leaves nothing behind of a hundred requests', async () => {
    const server = createServer((_, response) => response.end('Hello')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { signal } = new AbortController();
    const place = { address: '127.0.0.1', port, secure: false, signal };
    for (let count = 0; count < 100; count++) await exchange(place, { method: 'GET', path: '/' });
    expect(getEventListeners(signal, 'abort')).to.deep.equal([]);
    server.close();
  });
});
