import { describe, it } from 'mocha';
import type { LoginAttemptsObservation } from '../../../schemas/types.ts';
import { expect, inconclusive, inTime, limit, tooLate } from '../../vocabulary.ts';
import { eachGuessing } from '../logins.ts';

type Attempt = LoginAttemptsObservation['attempts'][number];

// Answered late, and not later than the bench itself was.
const lateOf = ({ outcome, lateness }: Attempt) => (outcome === 'refused' ? lateness : undefined);

const isSilent = ({ outcome }: Attempt) => outcome === 'no-answer';

describe('AUTH-4 Guessing is slowed down', () => {
  it('AUTH-4-1 repeated wrong credentials on each login are slowed or locked', () => {
    eachGuessing(({ tried, slowedAfter, how, lateness }, { id }, { attempts }) => {
      const allowed = limit('attempts');
      const guesses = attempts.filter(({ login, series }) => login === id && series === 'guess');
      const waitedFor = `answers to wrong guesses at ${id}`;
      if (slowedAfter === null && tried <= allowed) inconclusive(`only ${tried} wrong guesses were sent to ${id}`);
      // A delay may be the bench's own; and a toy that counts in time need not slow a bench that is slow itself.
      const isSlow = slowedAfter === null && lateness !== undefined && lateness.waitedMilliseconds > 1000 * tried;
      if (how === 'delayed' || isSlow) inTime('login-attempts', lateness, waitedFor);
      // One guess too many at full speed is enough; none is where the bench was late for each of them.
      const tooMany = guesses.filter(({ number }) => number > allowed && number <= (slowedAfter ?? tried));
      const [late] = tooMany.map(lateOf);
      if (late !== undefined && tooMany.every(lateOf)) tooLate('login-attempts', late, waitedFor);
      expect(slowedAfter, `${id} answered ${tried} wrong guesses at full speed`).not.to.be.null;
      expect(slowedAfter, `${id} let ${slowedAfter} wrong guesses pass first`).to.be.at.most(allowed);
      if (how !== 'delayed') return;
      const later = guesses.filter(({ number }) => number > (slowedAfter ?? 0));
      if (later.length === 0) inconclusive(`no guess was sent to ${id} after the first delay`);
      // What is locked or challenged is not weighed, and may be answered at once.
      const weighed = later.filter(({ outcome }) => !['locked', 'challenged', 'no-answer'].includes(outcome));
      const seconds = Math.min(...weighed.map(({ milliseconds }) => milliseconds)) / 1000;
      if (weighed.length > 0)
        expect(seconds, `${id} delayed the later guesses by ${seconds} s`).to.be.at.least(limit('delaySeconds'));
      const unsure = later.find(lateOf)?.lateness;
      if (unsure !== undefined) tooLate('login-attempts', unsure, waitedFor);
      // Nothing to the end keeps the bench out, as a lock does; nothing once may have any cause.
      const silent = later.filter(isSilent).length;
      if (silent > 0 && !(silent > 1 && later.slice(-silent).every(isSilent)))
        inconclusive(`${id} left a guess after the first delay unanswered`);
    });
  });
});
