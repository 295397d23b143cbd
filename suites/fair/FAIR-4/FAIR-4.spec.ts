import { describe, it } from 'mocha';
import { chosen, eachListed } from '../../answers.ts';
import { eachRow, evidence, expect } from '../../vocabulary.ts';

describe("FAIR-4 Outside content needs a guardian's choice", () => {
  it('FAIR-4-1 content from a source that was not allowed cannot be opened on the toy', () => {
    eachRow(evidence('declaration').ixit.contentSources, ({ id, description }) => {
      const happened = chosen('opened', id);
      const said = `with "${description}" not allowed, what a child tried was: ${happened}`;
      expect(happened, said).to.be.oneOf(['not-offered', 'refused', 'guardian-needed']);
    });
  });

  it('FAIR-4-3 every source of outside content that was found is declared', () => {
    const declared = evidence('declaration').ixit.contentSources.map(({ id }) => id);
    eachListed('sources-found', declared, 'source of outside content');
  });
});
