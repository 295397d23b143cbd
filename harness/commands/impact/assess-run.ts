import { UserError, type Problem } from '../../../schemas/problem.ts';
import { readStandard, type Standard } from '../../../schemas/read-standard.ts';
import type { Judgement, Plan, Task } from '../../../schemas/types.ts';
import { digestOf } from '../../../schemas/canonical-json.ts';
import { mergeEvidence } from '../../evidence/merge-evidence.ts';
import { readEvidence, type Evidence } from '../../evidence/read-evidence.ts';
import { loadProbes } from '../../gather/load-probes.ts';
import { kindsOf, tasksOf } from '../../gather/tasks-of.ts';
import { judge } from '../../judge/judge.ts';
import { loadSuites, type Suites } from '../../judge/load-suites.ts';
import { covers } from '../../plan/select-test-cases.ts';
import { plan as planFor } from '../../plan/plan.ts';
import { readDeclaration, readPlan, runDirectory } from '../run-directory.ts';
import type { NewFailure, Outcome, ProductImpact, Question } from './impact.ts';
import { neededFor } from './needed.ts';

/** Judges one stored run under both editions. What is wrong with a run is told of that run, and stops no other. */
export type Assess = (run: string) => Promise<ProductImpact>;

/**
 * Reads both editions once, to judge any number of stored runs under them.
 * @throws UserError where an edition does not exist or does not fit
 */
export async function assessor({ before, after }: Question): Promise<Assess> {
  const standards = [before, after].map(({ edition, folder }) => readStandard(edition, folder)) as [Standard, Standard];
  const suites = await loadSuites();
  return async (run) => {
    try {
      return await assess(run, { suites, before: standards[0], after: standards[1] });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { ...blank, run, product: run, outcome: 'unreadable', problems: error.problems };
    }
  };
}

const blank = { failures: [], failing: [], relieved: [], open: [], needed: [], problems: [] } as const;

interface Editions {
  readonly suites: Suites;
  readonly before: Standard;
  readonly after: Standard;
}

async function assess(folder: string, { suites, before, after }: Editions): Promise<ProductImpact> {
  const run = readRun(folder);
  const { manufacturer, model, modelNumber } = run.declaration.value.product;
  const base = { ...blank, run: folder, product: `${manufacturer} ${model} (${modelNumber})` };
  const was = await judgedUnder(run, before, suites);
  const is = await judgedUnder(run, after, suites).catch(problemsOf);
  // A new question in the vocabulary is answered by the manufacturer before anything is gathered.
  if ('problems' in is) return { ...base, outcome: 'needs-evidence', problems: is.problems };
  const failures = newFailures(was, is);
  const failing = bothFail(was, is);
  const open = undecided(is).map(({ testCase, detail = '' }) => ({ testCase, detail }));
  const ids = open.map(({ testCase }) => testCase);
  const needed = neededFor(ids, { planned: run.plan.tasks, asked: is.tasks, evidence: run.evidence });
  const outcome = outcomeOf({ failures: failures.length, failing: failing.length, open: open.length });
  return { ...base, outcome, failures, failing, relieved: relieved(was, is), open, needed };
}

interface StoredRun {
  readonly declaration: ReturnType<typeof readDeclaration>;
  readonly plan: Plan;
  readonly evidence: Evidence;
}

function readRun(folder: string): StoredRun {
  const run = runDirectory(folder);
  const declaration = readDeclaration(run);
  const { value: plan } = readPlan(run);
  if (plan.declaration.digest !== declaration.digest)
    throw new UserError({
      code: 'CONTRADICTION',
      where: declaration.file,
      problem: 'the declaration is not the one that was planned for',
      hint: 'Plan and gather again for a changed declaration.',
    });
  return { declaration, plan, evidence: readEvidence(run.evidence) };
}

// The level and the part of the edition that the run was made for; names that this edition does not have select nothing.
function planning({ declaration, plan: { level, only } }: StoredRun, standard: Standard, suites: Suites) {
  const ids = [...standard.requirements.values()].flatMap(({ id, testCases, pending = [] }) => [
    id,
    ...[...testCases, ...pending].map((testCase) => testCase.id),
  ]);
  const known = only?.filter((name) => ids.some((id) => covers(name, id)));
  return { standard, declaration, suites, level, only: known };
}

// Evidence that was tampered with is no question of the edition.
function problemsOf(error: unknown): { readonly problems: readonly Problem[] } {
  if (error instanceof UserError && error.problems.every(({ code }) => !code.startsWith('EVIDENCE_'))) return error;
  throw error;
}

interface Judged {
  readonly plan: Plan;
  readonly tasks: readonly Task[];
  readonly mandatory: readonly Judgement[];
}

// What this edition would ask of the instruments is laid beside what they were asked: a task never attempted is missing.
async function judgedUnder(run: StoredRun, standard: Standard, suites: Suites): Promise<Judged> {
  const selection = planFor(planning(run, standard, suites));
  const { declared } = run.declaration;
  const probes = await loadProbes(kindsOf(selection.testCases));
  const tasks = tasksOf({ declaration: declared, testCases: selection.testCases }, probes);
  const plan: Plan = { ...selection.plan, tasks: [...tasks] };
  const evidence = mergeEvidence(tasks, run.evidence);
  const planDigest = digestOf(standard.digest);
  const { judgements } = await judge({ suites, plan, planDigest, declaration: declared, evidence });
  const binding = new Set(plan.testCases.filter(({ strength }) => strength === 'mandatory').map(({ id }) => id));
  return { plan, tasks, mandatory: judgements.filter(({ testCase }) => binding.has(testCase)) };
}

const failed = ({ mandatory }: Judged) => mandatory.filter(({ verdict }) => verdict === 'fail');
const undecided = ({ mandatory }: Judged) => mandatory.filter(({ verdict }) => verdict === 'inconclusive');

function newFailures(was: Judged, is: Judged): readonly NewFailure[] {
  const before = new Map(was.mandatory.map(({ testCase, verdict }) => [testCase, verdict]));
  const purposes = new Map(is.plan.testCases.map(({ id, purpose }) => [id, purpose]));
  return failed(is).flatMap(({ requirement, testCase, finding = '' }) => {
    const verdict = before.get(testCase) ?? 'not-asked';
    if (verdict === 'fail') return [];
    return [{ requirement, testCase, purpose: purposes.get(testCase) ?? '', finding, before: verdict }];
  });
}

function bothFail(was: Judged, is: Judged): readonly string[] {
  const before = new Set(failed(was).map(({ testCase }) => testCase));
  const both = failed(is).filter(({ testCase }) => before.has(testCase));
  return [...new Set(both.map(({ requirement }) => requirement))];
}

function relieved(was: Judged, is: Judged): readonly string[] {
  const still = new Set(failed(is).map(({ requirement }) => requirement));
  const open = new Set(undecided(is).map(({ requirement }) => requirement));
  const before = new Set(failed(was).map(({ requirement }) => requirement));
  return [...before].filter((id) => !still.has(id) && !open.has(id));
}

interface Counts {
  readonly failures: number;
  readonly failing: number;
  readonly open: number;
}

function outcomeOf({ failures, failing, open }: Counts): Outcome {
  if (failures > 0) return 'now-fails';
  if (failing > 0) return 'fails-already';
  return open > 0 ? 'needs-evidence' : 'conforms';
}
