import { describe, it } from 'mocha';
import { answer, eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { ofPerson } from '../logins.ts';

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
});
