import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';

describe("COMM-7 Commands that change the toy's security are authenticated", () => {
  it('COMM-7-1 no declared setting changes without credentials', () => {
    const { ixit } = evidence('declaration');
    const observed = evidence('anonymous-access').settings;
    eachRow(ixit.settings, ({ id, description }) => {
      const own = observed.filter(({ setting }) => setting === id);
      for (const { unit, changed, sent } of own) {
        const said = `${description} of ${unit} changed without credentials when ${sent} was sent`;
        expect(changed, said).not.to.equal(true);
      }
      const unknown = own.filter(({ changed }) => changed === null).map(({ unit }) => unit);
      if (unknown.length > 0)
        inconclusive(`${description} of ${unknown.join(', ')} could not be read before and after`);
      if (own.length === 0) inconclusive(`nobody tried to change ${description}`);
    });
  });
});
