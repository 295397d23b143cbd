import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';

describe('BT-7 A second person cannot take the toy over', () => {
  it('BT-7-3 a second host gets no key over Bluetooth Classic and the owner keeps his', () => {
    eachRow(evidence('bluetooth-classic').bonds, ({ unit, strangerKeys, ownerBefore, ownerAfter }) => {
      expect(strangerKeys, `a second host paired with ${unit} although it has an owner`).to.equal(false);
      if (!ownerBefore) inconclusive(`the owner of ${unit} could not connect again before the second host came`);
      expect(ownerAfter, `the owner of ${unit} cannot connect any more after a second host came`).to.equal(true);
    });
  });
});
