import { describe, it } from 'mocha';
import { eachRow, evidence, expect } from '../../vocabulary.ts';

describe('UPD-9 Security updates install themselves', () => {
  it('UPD-9-1 automatic installation is the default', () => {
    const { softwareComponents, updates } = evidence('declaration').ixit;
    expect(softwareComponents, 'the declaration names no software component').to.not.be.empty;
    eachRow(softwareComponents, ({ id, name, update, exception }) => {
      const excepted = update === undefined && exception !== undefined;
      const mechanism = updates.find((candidate) => candidate.id === update);
      const waits = `updates of ${name} (${id}) are not declared to install themselves`;
      expect(excepted || mechanism?.automatic === true, waits).to.equal(true);
    });
  });
});
