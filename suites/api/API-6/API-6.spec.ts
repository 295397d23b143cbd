import { describe, it } from 'mocha';
import { eachRow, expect, inconclusive, wholeEvidence } from '../../vocabulary.ts';

describe('API-6 Input is never executed', () => {
  it('API-6-1 the injection corpus causes no behavioural difference on any parameter', () => {
    eachRow(wholeEvidence('api-access').injections, (row) => {
      const { call, parameter, family, control, stable, differs, harmlessDiffers } = row;
      if (control === false) inconclusive(`${call} answers like an address that does not exist`);
      if (!stable) inconclusive(`${call} answered the same "${parameter}" in two ways`);
      if (differs === null) inconclusive(`${call} gave no answer to a value of "${parameter}"`);
      if (differs && harmlessDiffers !== false)
        inconclusive(`${call} tells harmless values of "${parameter}" apart, too`);
      expect(
        differs,
        `"${parameter}" of ${call} is executed (${family}): it tells values apart that differ in a command only`,
      ).to.equal(false);
    });
  });
});
