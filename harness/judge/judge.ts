import type { Declared, Judgements, Observations, Plan } from '../../schemas/types.ts';
import type { JudgingInput } from '../../suites/judging.ts';
import type { Suites } from './load-suites.ts';

/** Everything a verdict depends on. */
export interface JudgeInput {
  readonly suites: Suites;
  readonly plan: Omit<Plan, 'tasks'>;
  readonly planDigest: string;
  readonly declaration: Declared;
  readonly evidence: GatheredEvidence;
  /** A mocha reporter by name; silent where absent. */
  readonly reporter?: string | undefined;
}

/** What was gathered, merged by kind. */
export interface GatheredEvidence {
  readonly head: string;
  readonly evidence: Partial<Observations>;
  readonly missing: JudgingInput['missing'];
  readonly digests: Readonly<Record<string, readonly string[]>>;
}

/**
 * Judges a run: a pure function of edition, suites, declaration and evidence. Every selected test case of the plan gets
 * one judgement, whatever the suites hold.
 */
export async function judge({
  suites,
  plan,
  planDigest,
  declaration,
  evidence,
  reporter,
}: JudgeInput): Promise<Judgements> {
  const selected = plan.testCases.filter(({ selection }) => selection === 'selected').map(({ id }) => id);
  const limits = Object.fromEntries(plan.requirements.map((requirement) => [requirement.id, requirement.limits]));
  const laid = {
    evidence: { ...evidence.evidence, declaration },
    missing: evidence.missing,
    digests: { ...evidence.digests, declaration: [plan.declaration.digest] },
    limits,
  };
  const judgements = await suites.judge(laid, selected, reporter);
  if (judgements.length !== selected.length)
    throw new Error(`${selected.length} test cases are planned, ${judgements.length} were judged`);
  return {
    edition: plan.edition,
    suites: { version: suites.version, digest: suites.digest },
    declaration: plan.declaration.digest,
    plan: planDigest,
    evidence: evidence.head,
    judgements: [...judgements],
  };
}
