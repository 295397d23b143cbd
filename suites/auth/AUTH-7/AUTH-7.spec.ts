import { describe, it } from 'mocha';
import { answer, eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import type { Credential } from '../logins.ts';
import { eachAccount } from '../logins.ts';

const ofAccount = ({ kind, holder }: Credential) => kind === 'user-password' && holder === 'guardian';

describe('AUTH-7 A guardian can add a second factor', () => {
  it('AUTH-7-1 a second factor can be switched on and is then asked for', () => {
    eachRow(evidence('declaration').ixit.credentials.filter(ofAccount), ({ id }) => {
      const { choice } = answer('switch-on', id);
      expect(choice, `no second factor could be switched on for ${id}`).to.equal('on');
      const next = answer('next-sign-in', id).choice;
      if (next === 'not-tried') inconclusive(`nobody signed in to the account of ${id} with the second factor on`);
      expect(next, `${id} opened without its second factor`).to.equal('asked');
    });
  });

  it('AUTH-7-2 with the second factor on the password alone gives no session', () => {
    eachAccount(
      evidence('declaration').ixit.credentials.filter(ofAccount),
      'secondFactors',
      ({ id }, { secondFactors }, credential) => {
        expect(credential.secondFactor, `the declaration names no second factor for ${credential.id}`).to.exist;
        const own = secondFactors.filter(({ login }) => login === id);
        if (own.length === 0) inconclusive(`no second factor was tried on ${id}`);
        for (const { enabled, passwordAlone } of own) {
          if (!enabled) inconclusive(`the second factor of ${id} was not switched on`);
          expect(passwordAlone, `${id} gave a session for the password alone`).not.to.equal('session');
          if (passwordAlone === 'no-answer') inconclusive(`${id} did not answer the password`);
        }
      },
    );
  });
});
