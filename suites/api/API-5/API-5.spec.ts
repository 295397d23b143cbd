import { describe, it } from 'mocha';
import { eachRow, expect, inconclusive, limit, wholeEvidence } from '../../vocabulary.ts';

const fewest = 8;

describe('API-5 Identifiers are not keys', () => {
  it('API-5-1 issued identifiers show no sequence', () => {
    const bits = limit('bits');
    eachRow(wholeEvidence('api-access').series, ({ name, count, distinct, freeBits, counting }) => {
      if (count < fewest) inconclusive(`only ${count} values of "${name}" were drawn`);
      expect(counting, `the values of "${name}" count on from one to the next`).to.equal(false);
      expect(distinct, `values of "${name}" came more than once`).to.equal(count);
      expect(freeBits, `the free bits of "${name}"`).to.be.at.least(bits);
    });
  });
});
