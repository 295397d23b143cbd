import { describe, it } from 'mocha';
import { chosen, eachListed } from '../../answers.ts';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { journeysOf, reaching } from '../../web-session.ts';

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

  it("FAIR-4-2 a child's session cannot add a source", () => {
    reaching('source-allowed', 'allow-source');
    const tries = journeysOf('allow-source-as-child');
    if (tries.length === 0) inconclusive('no journey of kind allow-source-as-child is declared');
    eachRow(tries, ({ marks }) => {
      expect(marks.includes('source-allowed'), 'a source was added in the session of a child').to.equal(false);
    });
  });
});
