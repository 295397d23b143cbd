import { describe, it } from 'mocha';
import { contains } from '../../documents.ts';
import { answer, eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';

describe('INFO-3 The model can be recognised', () => {
  it('INFO-3-1 the designation on the unit equals the declared one', () => {
    const { units, modelNumber } = evidence('declaration').product;
    eachRow(units, ({ id }) => {
      const { text, photo } = answer('designation', id);
      if (text === undefined) inconclusive(`what stands on ${id} is not recorded`);
      if (photo === undefined) inconclusive(`no picture shows the designation of ${id}`);
      expect(contains(text, modelNumber), `${id} shows "${text}", declared is "${modelNumber}"`).to.equal(true);
    });
  });
});
