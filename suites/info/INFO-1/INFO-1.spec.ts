import { describe, it } from 'mocha';
import { documentsOf, expectNamed, quoted, type Document } from '../../documents.ts';
import { calendarDays } from '../../reading.ts';
import { expectSensorNamed } from '../../sensors.ts';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';

const radios = ['wifi', 'bluetooth', 'cellular', 'nfc'];

describe('INFO-1 The box tells what the toy does', () => {
  it('INFO-1-1 each declared fact is in the consumer information', () => {
    const facts = declaredFacts();
    const rows = documentsOf('consumer-information').flatMap((document) =>
      facts.map(({ fact, judge }) => ({ id: `${document.id}/${fact}`, document, judge })),
    );
    eachRow(rows, ({ document, judge }) => {
      judge(document);
    });
  });
});

interface Fact {
  readonly fact: string;
  readonly judge: (document: Document) => void;
}

function declaredFacts(): readonly Fact[] {
  const { ixit } = evidence('declaration');
  return [
    { fact: 'app-or-account', judge: (document) => void quoted(document, 'app-or-account') },
    { fact: 'age', judge: expectAges },
    { fact: 'support-end', judge: expectSupportEnd },
    ...ixit.sensors.map((sensor): Fact => ({
      fact: `sensors/${sensor.id}`,
      judge: (document) => {
        expectSensorNamed(document, sensor);
      },
    })),
    ...ixit.interfaces
      .filter(({ kind }) => radios.includes(kind))
      .map(({ id }): Fact => ({ fact: `radios/${id}`, judge: (document) => void quoted(document, `radios/${id}`) })),
    ...ixit.personalData.map(({ id, item }): Fact => ({
      fact: `items/${id}`,
      judge: (document) => {
        expectNamed(document, `items/${id}`, item);
      },
    })),
  ];
}

function expectAges(document: Document): void {
  const { from, to } = evidence('declaration').product.ages;
  const { quote } = quoted(document, 'age');
  const figures = (quote.match(/\d+/g) ?? []).map(Number);
  expect(figures, `${document.id} states the ages as "${quote}", declared are ${from} to ${to}`).to.include(from);
}

function expectSupportEnd(document: Document): void {
  const ends = evidence('declaration').ixit.support.map(({ supportEnds }) => supportEnds);
  expect(ends, 'the declaration names no support period').to.not.be.empty;
  const { quote } = quoted(document, 'support-end');
  const days = calendarDays(quote);
  if (days.length === 0) inconclusive(`no calendar day could be read in the words of ${document.id}: "${quote}"`);
  // The toy ends with the first of its parts.
  const first = [...ends].sort()[0];
  expect(days, `${document.id} ends support on ${days.join(' or ')}, the declaration on ${first}`).to.include(first);
}
