import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Declared } from '../../../schemas/types.ts';
import { keepStandingStill } from '../../development/late.ts';
import { oddPeer } from '../../development/service-peers.ts';
import { asker } from './request.ts';
import { watched } from '../shared/lateness.ts';
import type { Endpoint } from '../shared/reach.ts';

const service: Declared['ixit']['services'][number] = {
  ...{ id: 'it', transport: 'tcp', port: 80, protocol: 'http', purpose: 'test', authentication: 'none' },
};

/** Asks a server that says the beginning of a page and never the rest. */
async function askForPage(halts: number) {
  const peer = await oddPeer((socket) => {
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nthe beginning'));
  });
  const { signal } = new AbortController();
  const place = { address: '127.0.0.1', port: peer.port, name: undefined };
  const endpoint: Endpoint = { id: 'it', service, unit: 'unit-1', family: 'IPv4', ...place };
  let end: (() => void) | undefined;
  const halt = halts === 0 ? undefined : setTimeout(() => (end = keepStandingStill(700, halts)), 500);
  const answer = await asker(endpoint, signal)({ method: 'GET', path: '/' }).finally(peer.stop);
  clearTimeout(halt);
  end?.();
  return answer?.body.toString();
}

describe('an answer that the time cuts off', function () {
  this.timeout(40_000);

  it('is no answer where the bench itself was late: the rest may have come', async () => {
    expect(await askForPage(10)).to.equal(undefined);
  });

  it('is what came of it where the bench was in time', async () => {
    const { value, lateness } = await watched(() => askForPage(0));
    // A machine that runs these tests and has too much to do may be late as well.
    if (8 * lateness.lateMilliseconds > lateness.waitedMilliseconds) return;
    expect(value).to.equal('the beginning');
  });
});
