import { describe, it } from 'mocha';
import { expect, inconclusive, inTime, limit } from '../../vocabulary.ts';
import { eachGuessing } from '../logins.ts';

describe('AUTH-10 A lock does not shut the owner out', () => {
  it('AUTH-10-1 the lock ends by itself and does not lock the owner out for ever', () => {
    eachGuessing(({ how, ownerAcceptedAfterSeconds: after, waitedSeconds, ownerLateness }, { id }) => {
      const patience = limit('lockSeconds');
      if (after === null && how === 'challenged') inconclusive(`${id} asks a question that the bench cannot answer`);
      if (after === null && waitedSeconds < patience) inconclusive(`the owner waited only ${waitedSeconds} s at ${id}`);
      if (after === null || after > patience) inTime('login-attempts', ownerLateness, `${id} to let its owner in`);
      expect(after, `${id} refused its owner for ${waitedSeconds} s`).not.to.be.null;
      expect(after, `${id} let its owner in after ${after} s`).to.be.at.most(patience);
    });
  });
});
