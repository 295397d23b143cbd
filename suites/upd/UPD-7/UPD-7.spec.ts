import { describe, it } from 'mocha';
import { documentsOf } from '../../documents.ts';
import { eachRow, expect } from '../../vocabulary.ts';
import { daysNamed, declaredSupport } from '../support.ts';

describe('UPD-7 The support period is public', () => {
  it('UPD-7-2 the date equals the declared one', () => {
    const statements = documentsOf('support-statement');
    eachRow(declaredSupport(), ({ id, supportEnds }) => {
      for (const statement of statements) {
        const days = daysNamed(statement, id);
        expect(days, `${statement.id} names ${days.join(' and ')}, the declaration ${supportEnds}`).to.include(
          supportEnds,
        );
      }
    });
  });
});
