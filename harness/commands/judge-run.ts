import { resolve } from 'node:path';
import { canonicalJson, digestOf } from '../../schemas/canonical-json.ts';
import { UserError } from '../../schemas/problem.ts';
import { readStandard, type Standard } from '../../schemas/read-standard.ts';
import type { Judgements, Plan } from '../../schemas/types.ts';
import { mergeEvidence, type MergedEvidence } from '../evidence/merge-evidence.ts';
import { readEvidence, type Evidence } from '../evidence/read-evidence.ts';
import { judge } from '../judge/judge.ts';
import { loadSuites, type Suites } from '../judge/load-suites.ts';
import { plan as planFor } from '../plan/plan.ts';
import { readDeclaration, readPlan, runDirectory } from './run-directory.ts';

export interface JudgeOptions {
  /** Another edition than the one the run was planned for, by name or path. */
  readonly edition?: string | undefined;
  /** Folder of compiled suites; those of this package where absent. */
  readonly suites?: string | undefined;
  /** A mocha reporter that shows the judging. */
  readonly reporter?: string | undefined;
  /** Reads an edition; whoever judges many runs reads each one once. */
  readonly standardOf?: (name: string) => Standard;
}

/** A judged run with what it was judged from. */
export interface JudgedRun {
  readonly judgements: Judgements;
  readonly plan: Plan;
  readonly standard: Standard;
  readonly evidence: Evidence;
  readonly merged: MergedEvidence;
}

/**
 * Judges the evidence of a run directory, without the toy. Nothing is written.
 * @throws UserError where a document does not fit, evidence was tampered with, or the edition is not the planned one
 */
export async function judgeRun(folder: string, options: JudgeOptions = {}): Promise<JudgedRun> {
  const run = runDirectory(folder);
  const declaration = readDeclaration(run);
  const planned = readPlan(run);
  const suites = await loadSuites(options.suites === undefined ? undefined : resolve(options.suites));
  const { standardOf = readStandard } = options;
  const standard = standardOf(options.edition ?? planned.value.edition.edition);
  const plan = { ...selectAgain(planned.value, { standard, declaration, suites, edition: options.edition }) };
  const evidence = readEvidence(run.evidence);
  const merged = mergeEvidence(plan.tasks, evidence);
  const planDigest =
    plan.edition.digest === planned.value.edition.digest ? planned.digest : digestOf(canonicalJson(plan));
  const judgements = await judge({
    suites,
    plan,
    planDigest,
    declaration: declaration.declared,
    evidence: merged,
    reporter: options.reporter,
  });
  return { judgements, plan, standard, evidence, merged };
}

interface Again {
  readonly standard: Standard;
  readonly declaration: ReturnType<typeof readDeclaration>;
  readonly suites: Suites;
  readonly edition: string | undefined;
}

// Another edition selects anew from the same declaration; what the instruments did stays what it was.
function selectAgain(planned: Plan, { standard, declaration, suites, edition }: Again): Plan {
  if (planned.declaration.digest !== declaration.digest)
    throw new UserError({
      code: 'CONTRADICTION',
      where: declaration.file,
      problem: 'the declaration is not the one that was planned for',
      hint: 'Plan and gather again for a changed declaration.',
    });
  if (standard.digest === planned.edition.digest) return planned;
  if (edition === undefined)
    throw new UserError({
      code: 'CONTRADICTION',
      where: `edition ${planned.edition.edition}`,
      problem: 'the edition changed since this run was planned',
      hint: `Judge under the changed text with --edition ${planned.edition.edition}; the judgements then name it.`,
    });
  const { level, only } = planned;
  return { ...planFor({ standard, declaration, suites, level, only }).plan, tasks: planned.tasks };
}

/**
 * The exit code that judgements deserve: 1 where a mandatory test case fails, 2 where one is inconclusive. What was left
 * out with `--only` does not count here; the report says that it was.
 */
export function exitCodeOf({ judgements, plan }: { judgements: Judgements; plan: Plan }): 0 | 1 | 2 {
  const mandatory = new Set(plan.testCases.filter(({ strength }) => strength === 'mandatory').map(({ id }) => id));
  const verdicts = judgements.judgements
    .filter(({ testCase }) => mandatory.has(testCase))
    .map(({ verdict }) => verdict);
  if (verdicts.includes('fail')) return 1;
  return verdicts.includes('inconclusive') ? 2 : 0;
}
