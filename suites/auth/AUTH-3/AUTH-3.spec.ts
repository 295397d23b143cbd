import { describe, it } from 'mocha';
import { answer, eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { eachAccount, ofPerson } from '../logins.ts';

describe('AUTH-3 A guardian can change every credential', () => {
  it('AUTH-3-1 the manual and the product let a guardian change each declared credential', () => {
    const { ixit } = evidence('declaration');
    eachRow(ixit.credentials.filter(ofPerson), ({ id, changeable }) => {
      expect(changeable, `${id} is declared as not changeable`).to.be.true;
      const { choice } = answer('change', id);
      if (choice === 'no-person') inconclusive(`the examiner saw no person use ${id}, which is declared for one`);
      expect(choice, `a guardian's attempt to change ${id} ended otherwise`).to.equal('changed');
      expect(answer('manual', id).choice, `the manual does not say how to change ${id}`).to.equal('described');
    });
  });

  it('AUTH-3-2 the old credential is refused after the change', () => {
    const { ixit } = evidence('declaration');
    const changeable = ixit.credentials.filter((credential) => ofPerson(credential) && credential.changeable);
    eachAccount(changeable, 'changes', ({ id }, { changes }, { login }) => {
      const own = changes.filter((change) => change.login === id);
      if (own.length === 0) inconclusive(`no change was tried on ${id}`);
      for (const { changed, oldCredential, oldSession, newCredential } of own) {
        if (!changed || newCredential !== 'accepted') inconclusive(`the change on ${id} did not take effect`);
        expect(oldCredential, `${id} still accepted the old credential`).not.to.equal('accepted');
        expect(oldSession, `${id} still served a session opened before the change`).not.to.equal('accepted');
        if (oldCredential === 'no-answer') inconclusive(`${id} did not answer the old credential`);
        if (oldSession === 'no-answer') inconclusive(`${id} did not answer the old session`);
        if (oldSession === 'none' && login?.kind.startsWith('http-') && login.kind !== 'http-basic')
          inconclusive(`no session of ${id} was open before the change`);
      }
    });
  });
});
