import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';

describe('BT-16 Advertisements carry no personal data', () => {
  it('BT-16-1 no payload contains a canary value', () => {
    const { fields, windows } = evidence('ble-advertising');
    eachRow(fields, ({ unit, type, canaries }) => {
      if (canaries === undefined) inconclusive('the bench named no values of a child to look for');
      const said = canaries.map(({ name, encoding }) => `${name} (${encoding})`).join(', ');
      expect(canaries, `${unit} advertises ${said} in field ${type}`).to.be.empty;
    });
    for (const { id } of evidence('declaration').product.units) {
      const window = windows.find(({ unit }) => unit === id);
      if (window === undefined || window.reports === 0) inconclusive(`${id} was not heard`);
      if (window.more) inconclusive(`${id} advertised more than was kept`);
      if (!window.entered) inconclusive(`nobody had entered the values of the child into ${id}`);
    }
  });
});
