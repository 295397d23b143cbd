import { expect } from 'chai';
import { describe, it } from 'mocha';
import { standStill, verdictOf } from '../../development/late.ts';
import { startPortal } from '../../development/portal-peer.ts';
import { credentials, judgeGuesses, observe } from './guessing.fixture.ts';

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
  const parameters = { attempts: 10, lockSeconds: 3, waitSeconds: 4 };
  const seen = await observe(port, parameters, progress).finally(stop);
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

// The bench stands still, as it shares this program with the portal.
const still = (): number => {
  standStill(2000);
  return 0;
};
const stillAtThird = (guess: number): number => (guess === 3 ? still() : 0);
const slowAtSecond = (guess: number): number => (guess === 2 ? 0.7 : 0);

describe('wrong guesses, seen by a bench that is late itself', function () {
  this.timeout(60_000);

  it('are at full speed where one answer alone lay there unread', async () => {
    const { guesses, guessing, row } = await judgeGuesses({ neverLocks: true }, stillAtThird);
    const late = guesses.filter(({ lateness }) => lateness !== undefined);
    expect(late, JSON.stringify(guesses)).to.have.length(1);
    expect(late[0]).to.include({ outcome: 'refused' });
    expect(late[0]?.milliseconds).to.be.above(1000);
    expect(guessing).to.include({ tried: 12, slowedAfter: null, how: 'not-slowed' });
    expect(row?.verdict, JSON.stringify(row)).to.equal('fail');
  });

  it('are delayed by a portal that answers late, and not by the bench before', async () => {
    const { guesses, guessing, row } = await judgeGuesses(
      { neverLocks: true },
      (guess) => stillAtThird(guess) + (guess > 5 ? 0.6 : 0),
    );
    expect(guesses.map(({ outcome }) => outcome).indexOf('delayed'), JSON.stringify(guesses)).to.equal(5);
    expect(guessing).to.include({ tried: 12, slowedAfter: 5, how: 'delayed' });
    expect(row?.verdict, JSON.stringify(row)).to.equal('pass');
  });

  it('are not slowed by a single late answer, and are by the lock that comes later', async () => {
    const { guesses, guessing, row } = await judgeGuesses({}, slowAtSecond);
    expect(guesses.map(({ outcome }) => outcome)).to.deep.equal([
      ...['refused', 'delayed', 'refused', 'refused', 'refused', 'locked'],
    ]);
    expect(guessing).to.include({ tried: 6, slowedAfter: 5, how: 'locked' });
    expect(row?.verdict, JSON.stringify(row)).to.equal('pass');
  });

  it('are at full speed however late a single answer was', async () => {
    const { guessing, row } = await judgeGuesses({ neverLocks: true }, slowAtSecond);
    expect(guessing).to.include({ tried: 12, slowedAfter: null, how: 'not-slowed' });
    expect(row?.verdict, JSON.stringify(row)).to.equal('fail');
  });

  it('are of unknown speed where the bench stood still amid delays', async () => {
    const takes = (guess: number) => (guess === 7 ? still() : guess > 5 ? 0.6 : 0);
    const { guesses, guessing, row } = await judgeGuesses({ neverLocks: true }, takes);
    expect(guesses[6]).to.include({ outcome: 'refused' });
    expect(guessing).to.include({ tried: 12, slowedAfter: 5, how: 'delayed' });
    expect(row?.verdict, JSON.stringify(row)).to.equal('inconclusive');
  });
});
