import { expect } from 'chai';
import { describe, it } from 'mocha';
import { judgeGuesses } from './guessing.fixture.ts';

// A request whose connection ends is sent once more on another.
const butTheSeventh = (failures: number): boolean => failures !== 7 && failures !== 8;

describe('wrong guesses that a portal leaves unanswered', function () {
  this.timeout(60_000);

  it('are kept out where nothing is answered to the end, after delays as after refusals', async () => {
    const slow = (guess: number): number => (guess > 3 ? 0.7 : 0);
    const after = await judgeGuesses({ neverLocks: true, answersOnly: (guess) => guess <= 6 }, slow);
    expect(after.guessing).to.include({ tried: 12, slowedAfter: 3, how: 'delayed' });
    expect(after.guesses.slice(6).every(({ outcome }) => outcome === 'no-answer')).to.equal(true);
    expect(after.row?.verdict, JSON.stringify(after.row)).to.equal('pass');
    const atOnce = await judgeGuesses({ neverLocks: true, answersOnly: (guess) => guess <= 6 }, () => 0);
    expect(atOnce.guessing).to.include({ slowedAfter: 6, how: 'locked' });
    expect(atOnce.row?.verdict, JSON.stringify(atOnce.row)).to.equal('pass');
  });

  it('decide nothing where it was one among delayed answers', async () => {
    const slow = (guess: number): number => (guess > 3 ? 0.7 : 0);
    const { guesses, row } = await judgeGuesses({ neverLocks: true, answersOnly: butTheSeventh }, slow);
    expect(guesses[6]).to.include({ outcome: 'no-answer' });
    expect(row?.verdict, JSON.stringify(row)).to.equal('inconclusive');
    expect(row?.detail).to.match(/left a guess after the first delay unanswered/);
  });

  it('slow nobody where the others are answered at full speed', async () => {
    const { guesses, row } = await judgeGuesses({ neverLocks: true, answersOnly: butTheSeventh }, () => 0);
    expect(guesses[6]).to.include({ outcome: 'no-answer' });
    expect(row?.verdict, JSON.stringify(row)).to.equal('fail');
  });
});
