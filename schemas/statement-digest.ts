import { digestOf } from './canonical-json.ts';
import type { Requirement } from './types.ts';

/**
 * Digest of what a requirement obliges to: its statement with white space collapsed, and the names of its limits. Line
 * breaks and the values of limits are not part of it; every word and every mark of punctuation is.
 */
export function statementDigest({ statement, limits = {} }: Pick<Requirement, 'statement' | 'limits'>): string {
  const words = statement.trim().replaceAll(/\s+/g, ' ');
  return digestOf(`${words}\n${Object.keys(limits).sort().join(' ')}\n`);
}

/** `reviewed`, or `suspect` where the statement changed since the last review, or `unreviewed` where nobody read it yet. */
export type ReviewState = 'reviewed' | 'suspect' | 'unreviewed';

/** Whether somebody read the present statement beside its test cases. */
export function reviewState(requirement: Requirement): ReviewState {
  const last = requirement.reviews?.at(-1);
  if (last === undefined) return 'unreviewed';
  return last.statement === statementDigest(requirement) ? 'reviewed' : 'suspect';
}
