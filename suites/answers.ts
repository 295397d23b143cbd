import { answer, eachRow, expect, inconclusive } from './vocabulary.ts';

/** What the examiner chose; an answer without a choice leaves the question open. */
export function chosen(question: string, row?: string): string {
  const { choice } = answer(question, row);
  if (choice === undefined) inconclusive(`what was seen is not recorded: ${question}${about(row)}`);
  return choice;
}

/** What the examiner chose, where some choices say that nobody could look. */
export function observed(question: string, row: string | undefined, open: readonly string[]): string {
  const choice = chosen(question, row);
  if (open.includes(choice)) inconclusive(`${question}${about(row)}: ${choice}`);
  return choice;
}

/** What the examiner measured or counted. */
export function measured(question: string, row?: string): number {
  const { number } = answer(question, row);
  if (number === undefined) inconclusive(`nothing was measured: ${question}${about(row)}`);
  return number;
}

/** Judges each thing that the examiner listed: it is among those declared. That there was none is an answer. */
export function eachListed(question: string, declared: readonly string[], what: string): void {
  const { list } = answer(question);
  if (list === undefined) inconclusive(`what was found is not listed: ${question}`);
  const found = [...new Set(list.map((line) => line.trim()).filter((line) => line !== ''))];
  eachRow(
    found.map((id) => ({ id })),
    ({ id }) => {
      expect(declared, `"${id}" was found, and the declaration names no such ${what}`).to.include(id);
    },
    { empty: `the examiner found no ${what}` },
  );
}

const about = (row: string | undefined) => (row === undefined ? '' : ` about ${row}`);
