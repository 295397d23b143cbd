import { describe, it } from 'mocha';
import { answer, eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';

describe('AV-6 Every sensor is declared', () => {
  it('AV-6-1 the sensors found on the opened unit are the declared ones', () => {
    const { sensors, interfaces } = evidence('declaration').ixit;
    const declared = [...sensors, ...interfaces].map(({ id }) => id);
    const { list, photo } = answer('parts-found');
    if (list === undefined) inconclusive('the parts that were found are not listed');
    if (photo === undefined) inconclusive('no picture shows the opened unit');
    const found = list.map((part) => part.trim()).filter((part) => part !== '');
    const parts = [...new Set([...found, ...declared])].map((id) => ({ id }));
    eachRow(
      parts,
      ({ id }) => {
        expect(declared, `the unit holds "${id}", which is not declared`).to.include(id);
        expect(found, `the declared part ${id} was not found on the unit`).to.include(id);
      },
      { empty: 'no sensor or interface was found on the opened unit, and none is declared' },
    );
  });
});
