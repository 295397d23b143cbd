import { visible } from './visible.ts';

/**
 * One thing wrong with a document or a command: where, what, and what to do about it.
 * `code` is stable and upper case, `where` is `file:line:column` or a command.
 */
export interface Problem {
  readonly code: ProblemCode;
  readonly where: string;
  readonly problem: string;
  readonly hint?: string;
}

/** The closed union of codes that a user can meet outside verification. Tests assert these. */
export type ProblemCode =
  | 'ABBREVIATION'
  | 'ADJUSTMENT'
  | 'ALIAS'
  | 'AND_OR'
  | 'CLAUSE'
  | 'CONTRADICTION'
  | 'CROSSWALK'
  | 'DEFECT'
  | 'DUPLICATE_ID'
  | 'DUPLICATE_KEY'
  | 'EVIDENCE_DROPPED'
  | 'EVIDENCE_EDITED'
  | 'EVIDENCE_HEAD'
  | 'EVIDENCE_LOCKED'
  | 'EVIDENCE_MISSING'
  | 'EVIDENCE_REORDERED'
  | 'EVIDENCE_TRUNCATED'
  | 'FILE'
  | 'FOREIGN_KEY'
  | 'FORMAT'
  | 'FROZEN'
  | 'GRADE'
  | 'GROUP'
  | 'HOUSE'
  | 'INCIDENT'
  | 'INSTRUMENT'
  | 'KEY'
  | 'LIMIT'
  | 'MARKUP'
  | 'MATURITY'
  | 'MEANING'
  | 'METHOD'
  | 'MISPLACED'
  | 'MISSING'
  | 'OBLIGATION'
  | 'ORPHAN'
  | 'PASSPHRASE'
  | 'PROPOSED'
  | 'PURPOSE'
  | 'QUESTIONS'
  | 'REFUSED'
  | 'REGISTRY_DAMAGED'
  | 'REGISTRY_LOCKED'
  | 'SAME_TITLE'
  | 'SCHEMA'
  | 'SIZE'
  | 'SPACE'
  | 'SPECIMEN'
  | 'SPEC_MISSING'
  | 'SPEC_ORPHAN'
  | 'SPEC_TITLE'
  | 'SPELLING'
  | 'SUPERSEDES'
  | 'SUSPECT'
  | 'SYNTAX'
  | 'TABLE'
  | 'TERM'
  | 'TOOL'
  | 'TRANSITION'
  | 'TYPE'
  | 'TYPES'
  | 'UNANSWERED_FEATURE'
  | 'UNCOVERED'
  | 'UNKNOWN_FEATURE'
  | 'UNKNOWN_FIELD'
  | 'UNKNOWN_NAME'
  | 'UNREVIEWED'
  | 'UNUSED'
  | 'USAGE';

/** A bad document or command. Carries every problem found, not only the first. */
export class UserError extends Error {
  readonly problems: readonly Problem[];
  /** 64 for a wrong command, 65 for a bad document (sysexits.h). */
  readonly exitCode: 64 | 65;

  constructor(problems: readonly Problem[] | Problem, exitCode: 64 | 65 = 65) {
    const list = Array.isArray(problems) ? (problems as readonly Problem[]) : [problems as Problem];
    super(list.map(lineOf).join('\n'));
    this.name = 'UserError';
    this.problems = list;
    this.exitCode = exitCode;
  }
}

/** `file:line:column CODE message` and the hint indented below it; what they quote of a document is made visible. */
export function lineOf({ code, where, problem, hint }: Problem): string {
  const lines = (text: string) => text.split('\n').map(visible).join('\n');
  return `${visible(where)} ${code} ${lines(problem)}${hint === undefined ? '' : `\n  ${lines(hint)}`}`;
}
