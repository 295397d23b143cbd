import { expect } from 'chai';
import { describe, it } from 'mocha';
import { standStill, verdictOf } from '../../development/late.ts';
import { observeTarget } from '../../development/observing.ts';
import { startPortal } from '../../development/portal-peer.ts';
import { probe } from './probe.ts';

const protectedForm = { usernameField: 'user', passwordField: 'password', protectedPath: '/home' };
const login = { kind: 'http-form', path: '/login', ...protectedForm } as const;
const owner = { id: 'owner', kind: 'user-password', holder: 'guardian', factory: false, changeable: true } as const;
const credentials = [{ ...owner, username: 'guardian', login }];

/** What is said of a lock that ends well within its limit, by a bench that stands still for some milliseconds when it ends. */
async function judgeLock(halt: number) {
  const { port, stop, state } = await startPortal({});
  const release = () => {
    state.lockedUntil = 0;
    standStill(halt);
  };
  const progress = (_: number, note = '') => {
    if (note !== 'wrong guesses') return;
    const seesLock = setInterval(() => {
      if (state.lockedUntil < Date.now()) return;
      clearInterval(seesLock);
      state.lockedUntil = Infinity;
      setTimeout(release, 800);
    }, 1);
  };
  const service = {
    id: 'it',
    transport: 'tcp',
    port,
    protocol: 'http',
    purpose: 'login',
    authentication: 'owner',
  } as const;
  const ixit = { services: [service], credentials };
  const parameters = { attempts: 10, lockSeconds: 3, waitSeconds: 4 };
  const given = { ixit, parameters, secrets: { owner: { value: 'correct horse' } }, progress };
  const seen = await observeTarget({ kind: 'login-attempts', probe }, 'owner/unit-1', given).finally(stop);
  const evidence = { declaration: { ixit: { credentials, services: [] } }, 'login-attempts': seen };
  const { rows } = await verdictOf('AUTH-10-1', evidence, { lockSeconds: 3 });
  return { guessing: seen.guessing[0], row: rows[0] };
}

describe('the end of a lock, seen by a bench that is late itself', function () {
  this.timeout(60_000);

  it('is not held against the portal', async () => {
    const { guessing, row } = await judgeLock(4500);
    expect(guessing?.ownerAcceptedAfterSeconds).to.be.above(3);
    expect(row?.verdict, JSON.stringify(row)).to.equal('inconclusive');
    expect(row?.detail).to.match(/^the computer of the bench was late by .* to let its owner in, .*login-attempts$/);
  });

  it('is in time where the bench is', async () => {
    const { guessing, row } = await judgeLock(0);
    expect(guessing?.ownerAcceptedAfterSeconds, JSON.stringify(row)).to.be.below(3);
    expect(row?.verdict).to.equal('pass');
  });
});
