import { describe, it } from 'mocha';
import { evidence, expect, inconclusive } from '../../vocabulary.ts';
import { eachAccount, ofPerson } from '../logins.ts';

describe('AUTH-9 A changed credential is over at once', () => {
  it('AUTH-9-1 the old credential is refused after the change', () => {
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
