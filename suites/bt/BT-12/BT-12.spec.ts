import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { everyTableWhole, named, tableOf } from '../le.ts';

describe('BT-12 Public values hold no personal data', () => {
  it('BT-12-1 no value read without pairing holds a canary value', () => {
    const { operations, pushed } = evidence('ble-gatt');
    const reads = operations.filter(({ state, operation }) => state === 'unpaired' && operation === 'read');
    const told = [
      ...reads.filter(({ answer }) => answer === 'value'),
      ...pushed.filter(({ state }) => state === 'unpaired'),
    ];
    eachRow(
      told,
      ({ unit, characteristic, canaries }) => {
        if (canaries === undefined) inconclusive('the bench named no values of a child to look for');
        const said = canaries.map(({ name, encoding }) => `${name} (${encoding})`).join(', ');
        expect(canaries, `${unit} gives a stranger ${said} in ${characteristic}`).to.be.empty;
      },
      { empty: 'no unit gave a value to anybody' },
    );
    everyTableWhole();
    const silent = reads.find(({ answer }) => answer === 'unanswered');
    if (silent !== undefined) inconclusive(`the ${named(silent)} was not answered`);
    for (const { id } of evidence('declaration').product.units)
      if (tableOf(id, 'unpaired')?.entered !== true)
        inconclusive(`nobody had entered the values of the child into ${id}`);
  });
});
