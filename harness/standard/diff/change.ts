import type { Requirement } from '../../../schemas/types.ts';
import type { Entry } from '../book.ts';

/** What can happen to a requirement from one edition to the next. */
export type ChangeKind =
  | 'added'
  | 'applicability-changed'
  | 'applicability-narrowed'
  | 'applicability-widened'
  | 'editorial'
  | 'level-lowered'
  | 'level-raised'
  | 'limit-added'
  | 'limit-changed'
  | 'limit-relaxed'
  | 'limit-removed'
  | 'limit-tightened'
  | 'maturity-changed'
  | 'statement-changed'
  | 'strength-lowered'
  | 'strength-raised'
  | 'superseded'
  | 'test-case-added'
  | 'test-case-changed'
  | 'test-case-removed'
  | 'withdrawn';

/** How a change bears on a product: it asks more, it asks less, something else, or nothing. */
export type Bearing = 'more' | 'less' | 'other' | 'none';

/** One change of one requirement, in words. */
export interface Change {
  readonly kind: ChangeKind;
  readonly bearing: Bearing;
  /** What it was and what it is, for people. */
  readonly said: string;
}

/** A requirement as both editions have it. */
export interface Both {
  readonly before: Entry;
  readonly after: Entry;
}

/** Compares one aspect of a requirement. */
export type Aspect = (both: Both) => readonly Change[];

/** Compares a value that either is the same or is told as "a → b". */
export const arrow = (before: string, after: string): string => `${before} → ${after}`;

/** Every test case, also those that wait for an instrument. */
export const casesOf = ({ testCases, pending = [] }: Requirement) => [
  ...testCases.map((testCase) => ({ testCase, active: true })),
  ...pending.map((testCase) => ({ testCase, active: false })),
];

/** Words without what only the typesetting changes. */
export const plain = (text: string): string => text.trim().replaceAll(/\s+/g, ' ');
