import { describe, it } from 'mocha';
import { eachRow, evidence, expect, limit } from '../../vocabulary.ts';

describe('VULN-4 Incidents are reported', () => {
  it('VULN-4-1 the plan names roles, times and channels', () => {
    const { incidentPlan } = evidence('declaration').ixit;
    eachRow([{ id: 'authorities' }, { id: 'guardians' }], ({ id }) => {
      const own = incidentPlan.filter(({ informs }) => informs === id);
      expect(own, `the incident plan names nobody who informs ${id}`).to.not.be.empty;
      // The schema gives each row its role, its time and its channel.
      const first = Math.min(...own.map(({ withinHours }) => withinHours));
      const most = id === 'authorities' ? limit('authorityHours') : Infinity;
      expect(first, `${id} are informed after ${first} hours`).to.be.at.most(most);
    });
  });
});
