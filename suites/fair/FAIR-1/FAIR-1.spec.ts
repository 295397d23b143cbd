import { describe, it } from 'mocha';
import { eachRow, expect, inconclusive } from '../../vocabulary.ts';
import { journeysOf, reaching } from '../../web-session.ts';

describe('FAIR-1 Only a guardian can spend', () => {
  it("FAIR-1-1 a purchase without a guardian's authentication fails", () => {
    reaching('purchased', 'purchase');
    const tries = journeysOf('purchase-as-child');
    if (tries.length === 0) inconclusive('no journey of kind purchase-as-child is declared');
    eachRow(tries, ({ marks }) => {
      expect(
        marks.includes('purchased'),
        'a purchase was accepted without an act that only a guardian can do',
      ).to.equal(false);
    });
  });
});
