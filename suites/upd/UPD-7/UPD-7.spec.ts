import { describe, it } from 'mocha';
import { documentsOf, published, quoted, type Document } from '../../documents.ts';
import { calendarDays, yearsAfter } from '../../reading.ts';
import { eachRow, evidence, expect, inconclusive, limit } from '../../vocabulary.ts';

describe('UPD-7 The support period is public', () => {
  it('UPD-7-1 the published statement gives an end date within the limit', () => {
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

function declaredSupport() {
  const { support } = evidence('declaration').ixit;
  expect(support, 'the declaration names no support period').to.not.be.empty;
  return support;
}

// Parts with an end of their own are quoted by the id of their row.
function daysNamed(document: Document, row: string): readonly string[] {
  published(document);
  const own = document.statements?.some(({ states }) => states === `support-end/${row}`) === true;
  const { quote } = quoted(document, own ? `support-end/${row}` : 'support-end');
  const days = calendarDays(quote);
  if (days.length === 0) inconclusive(`no calendar day could be read in the words of ${document.id}: "${quote}"`);
  return days;
}
