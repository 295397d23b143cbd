import { describe, it } from 'mocha';
import { documentsOf } from '../../documents.ts';
import { yearsAfter } from '../../reading.ts';
import { eachRow, expect, limit } from '../../vocabulary.ts';
import { daysNamed, declaredSupport } from '../support.ts';

describe('UPD-10 Support lasts as long as play', () => {
  it('UPD-10-1 the published statement gives an end date within the limit', () => {
    const statements = documentsOf('support-statement');
    eachRow(declaredSupport(), ({ id, firstSale }) => {
      const earliest = yearsAfter(firstSale, limit('years'));
      for (const statement of statements) {
        const end = daysNamed(statement, id).at(-1) ?? '';
        const said = `${statement.id} ends support on ${end}, before ${earliest}`;
        expect(end >= earliest, `${said}, ${limit('years')} years after the first sale`).to.equal(true);
      }
    });
  });
});
