import { describe, it } from 'mocha';
import { eachCapture } from '../../sensors.ts';
import { expect } from '../../vocabulary.ts';

describe('AV-8 Software cannot hide a recording', () => {
  it("AV-8-1 the sign is wired to the sensor's supply or an equal guarantee is declared", () => {
    eachCapture(({ during, guarantee }) => {
      expect(guarantee.by, `the sign of "${during}" is switched by software`).to.not.equal('software');
    });
  });
});
