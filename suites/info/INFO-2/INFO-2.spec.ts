import { describe, it } from 'mocha';
import { answer, eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';

describe('INFO-2 Set-up leads to the safe state', () => {
  it('INFO-2-1 after set-up by the guide each declared default is in force', () => {
    const { defaults } = evidence('declaration').ixit;
    evidence('assessor');
    eachRow(defaults, ({ id, setting, value }) => {
      const state = answer('state-found', id).choice;
      if (state === undefined) inconclusive(`what was seen of "${setting}" is not recorded`);
      expect(state, `"${setting}" is declared as "${value}"; seen was: ${state}`).to.equal('declared-value');
    });
  });
});
