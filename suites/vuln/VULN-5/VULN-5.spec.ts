import { describe, it } from 'mocha';
import { answer, eachRow, expect, inconclusive } from '../../vocabulary.ts';

const topics = ['threat-analysis', 'security-review', 'security-tests', 'cryptography', 'build-integrity'];

describe('VULN-5 The product is developed with security in mind', () => {
  it('VULN-5-1 the process exists and its records for this product are shown', () => {
    eachRow(
      topics.map((id) => ({ id })),
      ({ id }) => {
        const { choice } = answer(id);
        if (choice === undefined) inconclusive(`what was shown of ${id} is not recorded`);
        expect(choice, `of ${id} was shown: ${choice}`).to.equal('product-records');
      },
    );
  });
});
