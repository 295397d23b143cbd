import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';

describe('AUTH-8 Factory credentials cannot be worked out', () => {
  it("AUTH-8-1 no credential contains or hashes the unit's serial number or radio address", () => {
    const { ixit, product } = evidence('declaration');
    const { credentials } = evidence('factory-credentials');
    eachRow(
      ixit.credentials.filter(({ factory }) => factory),
      ({ id }) => {
        const read = credentials.filter(({ credential }) => credential === id);
        for (const { unit, matches } of read) {
          const said = matches.map(({ identifier, how }) => `${identifier} (${how})`).join(', ');
          expect(matches, `${id} of ${unit} can be worked out from ${said}`).to.be.empty;
        }
        const unread = product.units.filter((unit) => !read.some((row) => row.unit === unit.id));
        if (unread.length > 0) inconclusive(`${id} was not read from ${unread.map((unit) => unit.id).join(', ')}`);
      },
    );
  });
});
