import type { AssessorObservation, EvidenceKind, Lateness, Observations } from '../schemas/types.ts';
import { expect as chai, claimOf } from './claims.ts';
import { Inconclusive, judging } from './judging.ts';

/** What was observed. Absent evidence ends the test case as inconclusive: evidence-missing. */
export function evidence<K extends EvidenceKind>(kind: K): Observations[K] {
  return judging.read(kind);
}

/**
 * What was observed, with nothing planned left out: for a test case whose finding is that something is absent, because
 * what was not looked at cannot be called absent.
 */
export function wholeEvidence<K extends EvidenceKind>(kind: K): Observations[K] {
  const observed = judging.read(kind);
  const [first] = judging.missing(kind);
  if (first !== undefined)
    throw new Inconclusive('evidence-missing', `${kind}: not observed ${judging.missing(kind).join(', ')}`);
  return observed;
}

/**
 * Judges each row by itself, keyed by its id; every failing row is reported, not only the first.
 * No rows is no proof, unless the spec says why emptiness is an answer.
 */
export function eachRow<R extends { readonly id: string }>(
  rows: readonly R[],
  judge: (row: R) => void,
  options?: { readonly empty: string },
): void {
  for (const row of rows)
    judging.row(row.id, () => {
      judge(row);
    });
  if (rows.length > 0) return;
  if (options === undefined)
    throw new Inconclusive('vacuous', `there was no row to judge in ${judging.kinds.join(', ')}`);
  judging.empty(options.empty);
}

type Answer = AssessorObservation['answers'][number];

/** What the examiner answered to a question of this test case, for a row where it is asked of each row. */
export function answer(question: string, row?: string): Answer {
  const testCase = judging.testCase;
  const found = judging
    .read('assessor')
    .answers.find(
      (candidate) => candidate.testCase === testCase && candidate.question === question && candidate.row === row,
    );
  if (found === undefined)
    throw new Inconclusive(
      'evidence-missing',
      `the question ${question}${row === undefined ? '' : ` about ${row}`} was not answered`,
    );
  return found;
}

/** The number that the edition sets for this requirement. */
export function limit(name: string): number {
  const value = judging.limit(name);
  if (typeof value !== 'number') throw new Error(`the limit "${name}" is not a number; use limitWord`);
  return value;
}

/** The word that the edition sets for this requirement. */
export function limitWord(name: string): string {
  return String(judging.limit(name));
}

/** Ends the test case, or the row: what was observed cannot answer the question. */
export function inconclusive(reason: string): never {
  throw new Inconclusive('evidence-insufficient', reason);
}

/**
 * Ends the test case, or the row, where the computer of the bench was late for half a second or more, and for more than
 * half of the time in which it waited: its own lateness looks like that of the product. Said before silence, or a time,
 * is held against the product.
 */
export function inTime(kind: EvidenceKind, lateness: Lateness | undefined, waitedFor: string): void {
  if (lateness === undefined) return;
  const { waitedMilliseconds: waited, lateMilliseconds: late } = lateness;
  if (late >= 500 && 2 * late > waited) tooLate(kind, lateness, waitedFor);
}

/** Ends the test case, or the row: the computer of the bench was late itself, and what it measured may be its own. */
export function tooLate(kind: EvidenceKind, lateness: Lateness, waitedFor: string): never {
  const { waitedMilliseconds: waited, lateMilliseconds: late } = lateness;
  const seconds = (milliseconds: number) => Math.round(milliseconds / 100) / 10;
  inconclusive(
    `the computer of the bench was late by ${seconds(late)} s of the ${seconds(waited)} s in which it waited for ` +
      `${waitedFor}, so nothing is said of the product; ` +
      `take it again with less running beside it: toymark gather RUN --again ${kind}`,
  );
}

/** chai's expect, counted, so that a spec that asserts nothing proves nothing. */
export const expect: Chai.ExpectStatic = Object.assign((value: unknown, message?: string) => {
  judging.assertions++;
  return claimOf(value, message);
}, chai);
