import { expect } from 'chai';
import { describe, it } from 'mocha';
import { observeTarget } from '../../development/observing.ts';
import { oddPeer, type ServicePeer } from '../../development/service-peers.ts';
import type { Declaration } from '../../../schemas/types.ts';
import { probe } from './probe.ts';

// CONNACK with code 0, 4, and after four wrong ones 3 for a second (MQTT 3.1.1, clause 3.2).
function guardedBroker(): Promise<ServicePeer> {
  let [wrong, lockedUntil] = [0, 0];
  const weigh = (hello: Buffer): number => {
    if (Date.now() < lockedUntil) return 3;
    const right = hello.includes('correct horse');
    wrong = right ? 0 : (wrong + 1) % 4;
    if (!right && wrong === 0) lockedUntil = Date.now() + 1000;
    return right ? 0 : 4;
  };
  return oddPeer((socket) => socket.on('data', (hello) => socket.end(Buffer.from([32, 2, 0, weigh(hello)]))), '::');
}

function ixitAt(port: number): Declaration['ixit'] {
  const service = { id: 'broker', transport: 'tcp', port, protocol: 'mqtt', purpose: 'test', authentication: 'owner' };
  const owner = { id: 'owner', kind: 'token', holder: 'guardian', factory: false, changeable: true, username: 'hub' };
  return { services: [service], credentials: [{ ...owner, login: { kind: 'mqtt' } }] } as Declaration['ixit'];
}

describe('login-attempts over two address families', () => {
  it('a broker that says unavailable after four guesses is locked, and is guessed at over each family', async () => {
    const { port, stop } = await guardedBroker();
    const seen = await observeTarget({ kind: 'login-attempts', probe }, 'owner/unit-1', {
      ixit: ixitAt(port),
      reach: ['127.0.0.1', '::1'],
      parameters: { attempts: 10, lockSeconds: 2, waitSeconds: 4 },
      secrets: { owner: { username: 'hub', value: 'correct horse' } },
    }).finally(stop);
    expect(seen.logins.map(({ family, reached }) => [family, reached])).to.deep.equal([
      ['IPv4', true],
      ['IPv6', true],
    ]);
    expect(seen.guessing.map(({ how }) => how)).to.deep.equal(['locked', 'locked']);
    for (const { slowedAfter } of seen.guessing) expect(slowedAfter).to.be.within(1, 8);
    const pressed = seen.attempts.filter(({ series }) => series === 'default').map(({ login }) => login);
    expect([...new Set(pressed)]).to.deep.equal(seen.logins.map(({ id }) => id));
  }).timeout(60_000);
});
