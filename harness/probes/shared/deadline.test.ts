import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { oddPeer } from '../../development/service-peers.ts';
import { deadline } from './deadline.ts';
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
    const limit = deadline(controller.signal, 60_000);
    const aborted = once(limit, 'abort');
    controller.abort('enough');
    await aborted;
    expect(limit.reason).to.equal('enough');
    expect(deadline(controller.signal, 60_000).aborted).to.equal(true);
  });
});
