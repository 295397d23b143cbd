import { describe, it } from 'mocha';
import { eachRow, expect, inconclusive, limit, wholeEvidence } from '../../vocabulary.ts';

describe('DATA-7 Deletion deletes', () => {
  it('DATA-7-2 after deletion no former id or media address returns data', () => {
    const { lives, remains } = wholeEvidence('account-lifecycle');
    const deletions = lives.filter(({ occasion }) => occasion === 'delete-child' || occasion === 'delete-account');
    eachRow(deletions, ({ occasion, done, control, waitedHours }) => {
      if (!control) inconclusive(`before ${occasion} nothing was there to be deleted`);
      if (done !== true) inconclusive(`${occasion} was not carried out`);
      const left = remains.filter((remain) => remain.occasion === occasion);
      const given = left
        .filter(({ marks }) => (marks ?? 0) > 0)
        .map(({ call, credentials }) => `${call} (${credentials})`);
      const early = given.length > 0 && (waitedHours ?? 0) < limit('hours');
      if (early) inconclusive(`${given.join(', ')} still gave data, and the time for deleting was not waited for`);
      expect(given, `after ${occasion} data is still given by ${given.join(', ')}`).to.be.empty;
      const silent = left.filter(({ marks }) => marks === null).map(({ call }) => call);
      if (left.length === 0 || silent.length > 0)
        inconclusive(`after ${occasion} not everything answered: ${silent.join(', ')}`);
    });
  });
});
