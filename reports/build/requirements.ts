import type { Plan, ReportRequirement, ReportTestCase } from '../../schemas/types.ts';
import { verdictOf } from './aggregate.ts';
import type { ReportInput } from './build.ts';

/** Every requirement of the edition with its verdict, also those that did not apply, and why. */
export function requirementsOf(input: ReportInput): ReportRequirement[] {
  return input.plan.value.requirements.map((planned) => requirementOf(planned, input));
}

function requirementOf(planned: Plan['requirements'][number], input: ReportInput): ReportRequirement {
  const { id, title, level, strength, limits, selection, because, facts, suspect } = planned;
  const written = input.standard.requirements.get(id);
  if (written === undefined) throw new Error(`the plan names ${id}, which the edition does not hold`);
  const testCases = input.plan.value.testCases.filter(({ requirement }) => requirement === id).map(testCaseOf);
  const claim = input.declaration.value.claims?.find(({ requirement }) => requirement === id)?.because;
  return {
    id,
    title,
    level,
    strength,
    statement: withLimits(written.statement.trim(), limits),
    rationale: written.rationale.trim(),
    limits,
    selection,
    ...(suspect === undefined ? {} : { suspect }),
    ...(because === undefined ? {} : { because }),
    facts: facts.map(({ feature, answer }) => ({ feature, answer })),
    verdict: verdictOf({ selection, strength, testCases }, input.judgements.judgements),
    ...(claim === undefined ? {} : { claim }),
    testCases,
  };
}

function testCaseOf(planned: Plan['testCases'][number]): ReportTestCase {
  const { id, purpose, method, strength, evidence, selection, because } = planned;
  const why = because === undefined ? {} : { because };
  return { id, purpose, method, strength, evidence: [...evidence], selection, ...why };
}

/** A statement may name a limit, as in "at most {attempts}"; the reader sees the number of this edition. */
function withLimits(text: string, limits: ReportRequirement['limits']): string {
  return text.replace(/\{([a-z][A-Za-z]*)\}/g, (whole, name: string) => String(limits[name] ?? whole));
}
