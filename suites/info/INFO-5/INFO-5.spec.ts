import { describe, it } from 'mocha';
import { answer, eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';

describe('INFO-5 Set-up shows the state it leaves', () => {
  it('INFO-5-1 the end of set-up shows the value of each declared default', () => {
    const { defaults } = evidence('declaration').ixit;
    evidence('assessor');
    eachRow(defaults, ({ id, setting }) => {
      const told = answer('shown-to-guardian', id).choice;
      if (told === undefined) inconclusive(`what was seen of "${setting}" is not recorded`);
      expect(told, `"${setting}" at the end of set-up: ${told}`).to.equal('shown');
    });
  });
});
