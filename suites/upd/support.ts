import type { Declared } from '../../schemas/types.ts';
import { published, quoted, type Document } from '../documents.ts';
import { calendarDays } from '../reading.ts';
import { evidence, expect, inconclusive } from '../vocabulary.ts';

/** The declared support periods; a declaration without one says nothing that could be published. */
export function declaredSupport(): Declared['ixit']['support'] {
  const { support } = evidence('declaration').ixit;
  expect(support.length, 'the declaration names no support period').to.be.above(0);
  return support;
}

/** Calendar days in the published words for the end of support; parts with an end of their own are quoted by their row. */
export function daysNamed(document: Document, row: string): readonly string[] {
  published(document);
  const own = document.statements?.some(({ states }) => states === `support-end/${row}`) === true;
  const { quote } = quoted(document, own ? `support-end/${row}` : 'support-end');
  const days = calendarDays(quote);
  if (days.length === 0) inconclusive(`no calendar day could be read in the words of ${document.id}: "${quote}"`);
  return days;
}
