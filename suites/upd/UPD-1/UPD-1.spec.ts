import { describe, it } from 'mocha';
import { eachRow, evidence, expect } from '../../vocabulary.ts';

describe('UPD-1 Software can be updated securely', () => {
  it('UPD-1-1 each software component names its update mechanism and guarantees', () => {
    const { softwareComponents, updates } = evidence('declaration').ixit;
    expect(softwareComponents, 'the declaration names no software component').to.not.be.empty;
    eachRow(softwareComponents, ({ id, name, update, exception }) => {
      // The declaration's schema gives an exception its reason, its plan and the document that publishes it.
      if (exception !== undefined && update === undefined) {
        expect(exception.publishedIn, `the exception of ${id} is published nowhere`).to.not.be.empty;
        return;
      }
      const mechanism = updates.find((candidate) => candidate.id === update);
      expect(mechanism, `${name} (${id}) has neither an update mechanism nor an exception`).to.not.equal(undefined);
      for (const guarantee of ['authenticated', 'integrity'] as const)
        expect(mechanism?.[guarantee], `updates of ${name} (${id}) state for ${guarantee}`).to.not.match(nothing);
    });
  });
});

const nothing = /^\W*(none|no|not|nothing|n\/?a|not applicable|unknown|-)?\W*$/i;
