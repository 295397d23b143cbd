import { expect } from 'chai';
import { describe, it } from 'mocha';
import { observeTarget } from '../../development/observing.ts';
import { startPortal } from '../../development/portal-peer.ts';
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

  it('a factory password that cannot be chosen again is no failure, at the first address and at the next', async () => {
    const { port, users, stop } = await startPortal({ lockSeconds: 1, owner: '4711', refusesFactory: true }, '::');
    const service = { id: 'page', transport: 'tcp', port, protocol: 'http', purpose: 'x', authentication: 'owner' };
    const login = { kind: 'http-form', path: '/login', usernameField: 'user', passwordField: 'password' };
    const owner = {
      id: 'owner',
      kind: 'pin',
      holder: 'guardian',
      factory: true,
      changeable: true,
      username: 'guardian',
    };
    const change = { path: '/change', oldField: 'old', newField: 'new' };
    const remarks: string[] = [];
    const seen = await observeTarget({ kind: 'login-attempts', probe }, 'owner/unit-1', {
      remark: (text) => remarks.push(text),
      ixit: {
        services: [service],
        credentials: [{ ...owner, login: { ...login, protectedPath: '/home' }, change }],
      } as Declaration['ixit'],
      reach: ['127.0.0.1', '::1'],
      parameters: { attempts: 10, lockSeconds: 2, waitSeconds: 4, length: 8 },
      secrets: { owner: { username: 'guardian', value: '4711' } },
    }).finally(stop);
    expect(users.get('guardian')).to.not.deep.equal(['4711']);
    expect(remarks).to.have.length(1);
    expect(remarks[0]).to.include(`owner of unit-1 is now "${users.get('guardian')?.[0]}"`);
    expect(seen.changes).to.have.length(1);
    expect(seen.changes[0]).to.include({ changed: true, oldCredential: 'refused', newCredential: 'accepted' });
    const owners = seen.attempts.filter(({ series }) => series === 'owner');
    expect(new Set(owners.map(({ login: id, outcome }) => `${id} ${outcome}`)).size).to.equal(2);
    expect(owners.every(({ outcome }) => outcome === 'accepted')).to.equal(true);
    for (const { ownerAcceptedAfterSeconds } of seen.guessing) expect(ownerAcceptedAfterSeconds).to.be.within(0.5, 3);
  }).timeout(60_000);
});
