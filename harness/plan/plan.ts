import type { Loaded } from '../../schemas/load.ts';
import { UserError } from '../../schemas/problem.ts';
import type { Standard } from '../../schemas/read-standard.ts';
import { reviewState } from '../../schemas/statement-digest.ts';
import type { Declaration, Level, Limits, Plan, Requirement, TestCase } from '../../schemas/types.ts';
import { checkDeclaration } from './check-declaration.ts';
import { decidingFacts, featuresIn, holds, type Answers } from './condition.ts';
import { covers, selectTestCases, whyNot } from './select-test-cases.ts';

/** What a plan is made from; nothing else decides it. */
export interface PlanInput {
  readonly standard: Standard;
  readonly declaration: Loaded<Declaration>;
  readonly suites: { readonly version: string; readonly digest: string };
  readonly level?: Level | undefined;
  /** Ids of groups (`NET`), requirements (`COMM-1`) or test cases; all where absent. */
  readonly only?: readonly string[] | undefined;
}

/** The selection of an edition for a declaration; the instruments add their tasks. */
export interface Selection {
  readonly plan: Omit<Plan, 'tasks'>;
  /** The selected test cases, their parameters with the limits put in. */
  readonly testCases: readonly TestCase[];
}

type PlannedRequirement = Plan['requirements'][number];

const levels: readonly Level[] = ['basic', 'substantial', 'high'];

/**
 * Selects the test cases that apply, and says of every other one why it does not.
 * @throws UserError for an unknown or unanswered feature, a contradiction, or an unknown id in `only`
 */
export function plan({ standard, declaration, suites, level, only }: PlanInput): Selection {
  checkConditions(standard);
  checkDeclaration(declaration, standard);
  checkOnly(standard, only);
  const answers: Answers = new Map(Object.entries(declaration.value.features));
  const at = level ?? declaration.value.level;
  const chosen = standard.selected.map((entry) => {
    const requirement = required(standard, entry.id);
    const limits = { ...requirement.limits, ...entry.limits };
    const planned = planRequirement({ requirement, limits, level: entry.level, at, answers });
    return { planned, requirement, cases: selectTestCases({ requirement, planned, answers, only }) };
  });
  const selected = new Set(
    chosen.flatMap(({ cases }) => cases.filter(({ selection }) => selection === 'selected').map(({ id }) => id)),
  );
  return {
    plan: {
      plan: 1,
      edition: { edition: standard.edition.edition, digest: standard.digest },
      suites: { version: suites.version, digest: suites.digest },
      declaration: { digest: declaration.digest },
      level: at,
      ...(only === undefined ? {} : { only: [...only] }),
      requirements: chosen.map(({ planned }) => planned),
      testCases: chosen.flatMap(({ cases }) => cases),
    },
    testCases: chosen.flatMap(({ requirement, planned }) =>
      requirement.testCases
        .filter(({ id }) => selected.has(id))
        .map((testCase) => withLimits(testCase, planned.limits)),
    ),
  };
}

function required(standard: Standard, id: string): Requirement {
  const requirement = standard.requirements.get(id);
  if (requirement === undefined) throw new Error(`the edition selects ${id}, which was not read`);
  return requirement;
}

interface RequirementInput {
  readonly requirement: Requirement;
  readonly limits: Limits;
  readonly level: Level;
  readonly at: Level;
  readonly answers: Answers;
}

function planRequirement({ requirement, limits, level, at, answers }: RequirementInput): PlannedRequirement {
  const { id, title, strength, applies } = requirement;
  const facts = decidingFacts(applies, answers).map((fact) => ({ ...fact }));
  const suspect = reviewState(requirement) === 'suspect' ? ({ suspect: true } as const) : {};
  const base = { id, title, level, strength, limits, ...suspect, facts };
  if (holds(applies, answers) === false) return { ...base, selection: 'not-applicable', because: whyNot(facts) };
  if (levels.indexOf(level) > levels.indexOf(at))
    return { ...base, selection: 'above-level', because: `counts from level ${level}; the plan is for level ${at}` };
  if (requirement.maturity === 'proposed')
    return { ...base, selection: 'not-tested', because: 'proposed: no test case of it can be run yet' };
  return { ...base, selection: 'selected' };
}

/** Parameters may name a limit: `{attempts}` becomes the number that the edition sets. */
function withLimits(testCase: TestCase, limits: Limits): TestCase {
  if (testCase.with === undefined) return testCase;
  const entries = Object.entries(testCase.with).map(([name, value]) => {
    const limit = typeof value === 'string' ? /^\{([a-zA-Z]+)\}$/.exec(value)?.[1] : undefined;
    return [name, limit === undefined ? value : (limits[limit] ?? value)] as const;
  });
  return { ...testCase, with: Object.fromEntries(entries) };
}

function checkConditions({ requirements, features }: Standard): void {
  const known = new Set(features.map(({ id }) => id));
  const problems = [...requirements.values()].flatMap(({ id, applies, testCases, pending = [] }) =>
    [applies, ...[...testCases, ...pending].map((testCase) => testCase.applies ?? [])]
      .flatMap(featuresIn)
      .filter((feature) => !known.has(feature))
      .map((feature) => ({
        code: 'UNKNOWN_FEATURE' as const,
        where: id,
        problem: `applies names the unknown feature "${feature}"`,
      })),
  );
  if (problems.length > 0) throw new UserError(problems);
}

function checkOnly({ requirements }: Standard, only: readonly string[] = []): void {
  const ids = [...requirements.values()].flatMap(({ id, testCases, pending = [] }) => [
    id,
    ...[...testCases, ...pending].map((testCase) => testCase.id),
  ]);
  const unknown = only.filter((name) => !ids.some((id) => covers(name, id)));
  if (unknown.length === 0) return;
  const groups = [...new Set(ids.map((id) => id.replace(/-.*/, '')))].join(', ');
  const hint = `Groups: ${groups}; requirements as NET-1; test cases as NET-1-2.`;
  const problem = 'no such group, requirement or test case';
  throw new UserError(
    unknown.map((name) => ({ code: 'UNKNOWN_NAME', where: `--only ${name}`, problem, hint })),
    64,
  );
}
