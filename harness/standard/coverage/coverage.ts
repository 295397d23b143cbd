import { UserError } from '../../../schemas/problem.ts';
import type { Crosswalk } from '../../../schemas/types.ts';
import { closest } from '../../../schemas/validate.ts';
import type { Book } from '../book.ts';

type Relation = NonNullable<Crosswalk['relations']>[number];

/** A clause of another standard, and what answers it. */
export interface ClauseCoverage {
  readonly clause: string;
  /** What it is about, in our own words. */
  readonly subject?: string;
  readonly state: 'answered' | 'not-covered' | 'open';
  readonly requirements: readonly Answer[];
  /** Why no requirement answers it. */
  readonly because?: string;
  /** The other body's own test cases for it. */
  readonly tests: readonly string[];
}

/** A requirement that speaks of the matter of a clause. */
export interface Answer {
  readonly requirement: string;
  readonly relation: Relation['relation'];
  /** Whether a person has read the clause itself. */
  readonly read: boolean;
  /** A proposed requirement answers it on paper; no test of it can be run yet. */
  readonly maturity: 'active' | 'proposed' | 'withdrawn';
}

/** A requirement, and the clauses it names. */
export interface RequirementCoverage {
  readonly requirement: string;
  readonly title: string;
  readonly clauses: readonly string[];
}

/** One other standard, both ways. */
export interface StandardCoverage {
  readonly crosswalk: string;
  readonly title: string;
  readonly edition: string;
  /** Whether every clause of it is known and accounted for. */
  readonly complete: boolean;
  readonly clauses: readonly ClauseCoverage[];
  readonly requirements: readonly RequirementCoverage[];
}

/**
 * How far the requirements of a book answer other standards, and the other way round.
 * @throws UserError UNKNOWN_NAME for a standard without a crosswalk
 */
export function coverageOf(book: Book, only: readonly string[] = []): readonly StandardCoverage[] {
  const known = book.crosswalks.map(({ crosswalk }) => crosswalk);
  const unknown = only.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new UserError(
      unknown.map((name) => notKnown(name, known)),
      64,
    );
  return book.crosswalks
    .filter(({ crosswalk }) => only.length === 0 || only.includes(crosswalk))
    .map((crosswalk) => ofStandard(crosswalk, book));
}

function notKnown(name: string, known: readonly string[]) {
  const near = closest(name, known);
  const hint = near === undefined ? `Known: ${known.join(', ')}.` : `Is "${near}" meant?`;
  return { code: 'UNKNOWN_NAME', where: name, problem: 'there is no crosswalk to this standard', hint } as const;
}

function ofStandard({ crosswalk, title, edition, complete, clauses, relations = [] }: Crosswalk, { entries }: Book) {
  const naming = entries.filter(({ requirement }) => requirement.references[crosswalk] !== undefined);
  const answers = (clause: string): readonly Answer[] =>
    naming
      .filter(({ requirement }) => requirement.references[crosswalk]?.includes(clause) === true)
      .map(({ requirement: { id, maturity = 'active' } }) => {
        const known = relations.find((one) => one.requirement === id && one.clause === clause);
        return { requirement: id, relation: known?.relation ?? 'related', read: known?.read === true, maturity };
      });
  return {
    crosswalk,
    title,
    edition,
    complete: complete === true,
    clauses: clauses.map((clause) => ofClause(clause, answers(clause.clause))),
    requirements: naming.map(({ requirement }) => ({
      requirement: requirement.id,
      title: requirement.title,
      clauses: requirement.references[crosswalk] ?? [],
    })),
  };
}

function ofClause(
  { clause, subject, notCovered, tests = [] }: Crosswalk['clauses'][number],
  requirements: readonly Answer[],
): ClauseCoverage {
  const unanswered = notCovered === undefined ? 'open' : 'not-covered';
  return {
    clause,
    ...(subject === undefined ? {} : { subject }),
    state: requirements.length > 0 ? 'answered' : unanswered,
    requirements,
    ...(notCovered === undefined ? {} : { because: notCovered }),
    tests,
  };
}
