import { describe, it } from 'mocha';
import { documentsOf, retrieved } from '../../documents.ts';
import { eachRow, evidence, expect } from '../../vocabulary.ts';

describe('CONS-8 The privacy policy speaks to children too', () => {
  it('CONS-8-1 a version written for children exists', () => {
    const { documents } = evidence('declaration').ixit;
    eachRow(documentsOf('privacy-policy'), (policy) => {
      const { id, language } = policy;
      const forChildren = documents.find(
        (candidate) => candidate.kind === 'privacy-policy-for-children' && candidate.language === language,
      );
      expect(forChildren, `no version for children of ${id} is declared in the language ${language}`).to.not.equal(
        undefined,
      );
      if (forChildren === undefined) return;
      const [ofChildren, ofPolicy] = [words(retrieved(forChildren).text), words(retrieved(policy).text)];
      expect(ofChildren, `${forChildren.id} has ${ofChildren} words, ${id} has ${ofPolicy}`).to.be.below(ofPolicy);
    });
  });
});

const words = (text: string) => text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
