import { describe, it } from 'mocha';
import type { LoginAttemptsObservation } from '../../../schemas/types.ts';
import { evidence, expect, inconclusive, limit } from '../../vocabulary.ts';
import { eachLogin, isTyped, networkLogins } from '../logins.ts';
import type { Login } from '../logins.ts';

type Guessing = LoginAttemptsObservation['guessing'][number];

/** Judges the guessing at each login with whatever a person types, or with whatever opens a service of the network. */
function eachGuessing(judge: (guessing: Guessing, login: Login, observed: LoginAttemptsObservation) => void): void {
  const declaration = evidence('declaration');
  const network = networkLogins(declaration);
  const judgeLogin = (login: Login, observed: LoginAttemptsObservation) => {
    const own = observed.guessing.filter((row) => row.login === login.id);
    if (own.length === 0) inconclusive(`nobody guessed at ${login.id}`);
    for (const guessing of own) judge(guessing, login, observed);
  };
  eachLogin(
    declaration.ixit.credentials.filter((credential) => isTyped(credential) || network.includes(credential)),
    judgeLogin,
    { empty: 'the declaration names no password or PIN and no login of the network' },
  );
}

describe('AUTH-4 Guessing is slowed down', () => {
  it('AUTH-4-1 repeated wrong credentials on each login are slowed or locked', () => {
    eachGuessing(({ tried, slowedAfter, how }, { id }, { attempts }) => {
      const allowed = limit('attempts');
      if (slowedAfter === null && tried <= allowed) inconclusive(`only ${tried} wrong guesses were sent to ${id}`);
      expect(slowedAfter, `${id} answered ${tried} wrong guesses at full speed`).not.to.be.null;
      expect(slowedAfter, `${id} let ${slowedAfter} wrong guesses pass first`).to.be.at.most(allowed);
      if (how !== 'delayed') return;
      const late = attempts.filter(
        ({ login, series, number }) => login === id && series === 'guess' && number > (slowedAfter ?? 0),
      );
      if (late.length === 0) inconclusive(`no guess was sent to ${id} after the first delay`);
      const seconds = Math.min(...late.map(({ milliseconds }) => milliseconds)) / 1000;
      expect(seconds, `${id} delayed the later guesses by ${seconds} s`).to.be.at.least(limit('delaySeconds'));
    });
  });

  it('AUTH-4-2 the lock ends by itself and does not lock the owner out for ever', () => {
    eachGuessing(({ how, ownerAcceptedAfterSeconds: after, waitedSeconds }, { id }) => {
      const patience = limit('lockSeconds');
      if (after === null && how === 'challenged') inconclusive(`${id} asks a question that the bench cannot answer`);
      if (after === null && waitedSeconds < patience) inconclusive(`the owner waited only ${waitedSeconds} s at ${id}`);
      expect(after, `${id} refused its owner for ${waitedSeconds} s`).not.to.be.null;
      expect(after, `${id} let its owner in after ${after} s`).to.be.at.most(patience);
    });
  });
});
