import { describe, it } from 'mocha';
import { eachRow, expect, inconclusive, inTime, wholeEvidence } from '../../vocabulary.ts';

describe('DATA-14 A guardian can have data deleted', () => {
  it('DATA-14-1 deletion succeeds and is confirmed', () => {
    const { lives } = wholeEvidence('account-lifecycle');
    const deletions = lives.filter(({ occasion }) => occasion === 'delete-child' || occasion === 'delete-account');
    eachRow(deletions, ({ occasion, done, confirmed, control, lateness }) => {
      if (!control) inconclusive(`before ${occasion} nothing was there to be deleted`);
      if (done === null) inconclusive(`${occasion} was not answered`);
      expect(done, `${occasion} only asks for it`).to.equal(true);
      if (confirmed === false) inTime('account-lifecycle', lateness, `a message about ${occasion}`);
      expect(confirmed, `nothing confirms ${occasion}`).to.equal(true);
    });
  });
});
