import { describe, it } from 'mocha';
import { documentsOf, graded, retrieved } from '../../documents.ts';
import { eachRow, evidence, expect, limit } from '../../vocabulary.ts';

describe('CONS-6 The privacy policy can be understood', () => {
  it("CONS-6-1 the policy's reading grade is within the limit", () => {
    eachRow(graded(documentsOf('privacy-policy')), ({ id, grade }) => {
      expect(grade, `${id} reads at grade ${grade}`).to.be.at.most(limit('grade'));
    });
  });

  it('CONS-6-2 a version written for children exists', () => {
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
