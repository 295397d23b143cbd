import { describe, it } from 'mocha';
import { eachRow, evidence, expect, limit } from '../../vocabulary.ts';

describe('LIFE-3 The end of the service is planned', () => {
  it('LIFE-3-1 the end-of-service plan covers data, toy and notice', () => {
    const { endOfService } = evidence('declaration').ixit;
    eachRow([{ id: 'notice' }, { id: 'data' }, { id: 'toy' }], ({ id }) => {
      const own = endOfService.filter(({ covers }) => covers === id);
      expect(own, `the plan for the end of the service says nothing about: ${id}`).to.not.be.empty;
      if (id === 'toy') return;
      // Of several rows, the one that tells or deletes last counts.
      for (const { days } of own) {
        expect(days, `the plan names no number of days for: ${id}`).to.not.equal(undefined);
        if (id === 'notice') expect(days, `guardians are told ${days} days before`).to.be.at.least(limit('noticeDays'));
        else expect(days, `data is deleted ${days} days after`).to.be.at.most(limit('deletionDays'));
      }
    });
  });
});
