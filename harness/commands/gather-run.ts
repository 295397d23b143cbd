import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../schemas/package-root.ts';
import { UserError } from '../../schemas/problem.ts';
import { readStandard } from '../../schemas/read-standard.ts';
import type { Bench, Plan, Task, TestCase } from '../../schemas/types.ts';
import { hasEvidence } from '../evidence/read-evidence.ts';
import { EvidenceStore, type Opening } from '../evidence/store.ts';
import { readSecrets } from '../gather/bench-secrets.ts';
import type { Listener } from '../gather/events.ts';
import { gather, type Gathered } from '../gather/gather.ts';
import type { Examiner } from '../gather/probe.ts';
import { checkJourneyNames } from './journey-names.ts';
import { readBench, readDeclaration, readOrigin, readPlan, type RunDirectory } from './run-directory.ts';

export interface GatherRunOptions {
  /** Goes on with evidence that is there already; tasks that were observed are not repeated. */
  readonly resume?: boolean | undefined;
  /** Tasks, or the beginnings of their names, to attempt once more. */
  readonly again?: readonly string[] | undefined;
  /** One of the bench's operators. */
  readonly operator?: string | undefined;
  readonly examiner?: Examiner | undefined;
  /** The edition by path, where it is not one of this package. */
  readonly edition?: string | undefined;
  readonly on: Listener;
  readonly interrupt: AbortSignal;
}

/** What was gathered for a run. */
export interface GatheredRun extends Gathered {
  /** Hash of the last journal entry. */
  readonly head: string;
  readonly interrupted: boolean;
}

/**
 * Gathers what the plan of a run asks for, into its evidence folder.
 * @throws UserError for documents that changed since the plan, evidence that is there without `resume` or `again`, an
 * unknown operator or task, a full disk, or another gatherer at work
 */
export async function gatherRun(run: RunDirectory, options: GatherRunOptions): Promise<GatheredRun> {
  const [plan, declaration, bench] = [readPlan(run), readDeclaration(run), readBench(run)];
  checkDeclaration(plan.value, declaration.digest, run.declaration);
  const origin = readOrigin(run);
  const setting = {
    ...origin,
    testCases: testCasesOf(plan.value, options.edition),
    declaration: declaration.declared,
    bench: bench.value,
    secret: readSecrets(bench.value, origin.benchFolder),
    operator: operatorOf(bench.value, options.operator),
    examiner: options.examiner,
    on: options.on,
    interrupt: options.interrupt,
  };
  checkFresh(run, options);
  // What goes on was checked when it began.
  if (options.resume !== true)
    checkJourneyNames(declaration, tasksNow(plan.value.tasks, new Set(), options).tasks, setting);
  const digests = { plan: plan.digest, declaration: declaration.digest, bench: bench.digest };
  const store = openStore(run, digests);
  try {
    const { tasks, alreadyObserved } = tasksNow(plan.value.tasks, store.observedTasks(), options);
    options.on({ type: 'planned', tasks, alreadyObserved });
    const gathered = await gather({ ...setting, tasks, store });
    const interrupted = options.interrupt.aborted;
    // Left open, the journal says by itself that gathering did not come to its end.
    if (!interrupted) store.close();
    return { ...gathered, interrupted, head: store.head.hash };
  } finally {
    store.release();
  }
}

/** Opens the evidence of a run for adding. */
export function openStore(run: RunDirectory, digests: Omit<Opening, 'toymark'>): EvidenceStore {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  return new EvidenceStore(run.evidence, { ...digests, toymark: version });
}

/**
 * The operator who is named, or the only one.
 * @throws UserError UNKNOWN_NAME or USAGE
 */
export function operatorOf({ operators }: Bench, named: string | undefined): string {
  const ids = operators.map(({ id }) => id);
  const [only] = ids;
  if (named === undefined && only !== undefined && ids.length === 1) return only;
  if (named !== undefined && ids.includes(named)) return named;
  const problem = named === undefined ? 'several operators work at this bench' : `no operator "${named}" works here`;
  const code = named === undefined ? 'USAGE' : 'UNKNOWN_NAME';
  throw new UserError({ code, where: '--operator', problem, hint: `The bench names ${ids.join(', ')}.` }, 64);
}

/**
 * The planned tasks that a name stands for: one task, or all whose name begins with it and a slash.
 * @throws UserError UNKNOWN_NAME
 */
export function tasksNamed(tasks: readonly Task[], name: string): readonly Task[] {
  const found = tasks.filter(({ id }) => id === name || id.startsWith(`${name.replace(/\/$/, '')}/`));
  if (found.length > 0) return found;
  const hint = 'toymark evidence show RUN lists the tasks.';
  throw new UserError({ code: 'UNKNOWN_NAME', where: name, problem: 'the plan has no such task', hint }, 64);
}

function tasksNow(tasks: readonly Task[], observed: ReadonlySet<string>, { resume, again }: GatherRunOptions) {
  const wanted = new Set(again?.flatMap((name) => tasksNamed(tasks, name)));
  const open = tasks.filter((task) => wanted.has(task) || ((again === undefined || resume) && !observed.has(task.id)));
  return { tasks: open, alreadyObserved: tasks.filter(({ id }) => observed.has(id)).length };
}

function checkFresh({ folder, evidence }: RunDirectory, { resume, again }: GatherRunOptions): void {
  if (resume || again !== undefined || !hasEvidence(evidence)) return;
  const hint = `--resume goes on with it; --again TASK makes another attempt; toymark evidence show ${folder} lists it.`;
  throw new UserError({ code: 'USAGE', where: folder, problem: 'this run already has evidence', hint }, 64);
}

function checkDeclaration(plan: Plan, digest: string, file: string): void {
  if (plan.declaration.digest === digest) return;
  const problem = 'the declaration is not the one that was planned for';
  throw new UserError({ code: 'CONTRADICTION', where: file, problem, hint: 'Plan again for a changed declaration.' });
}

function testCasesOf(plan: Plan, path: string | undefined): readonly TestCase[] {
  const { edition, digest } = plan.edition;
  const standard = readStandard(path ?? edition);
  if (standard.digest !== digest)
    throw new UserError({
      code: 'CONTRADICTION',
      where: `edition ${edition}`,
      problem: 'the edition changed since this run was planned',
      hint: 'Plan a new run, or name the edition with --edition.',
    });
  const selected = new Set(plan.testCases.filter(({ selection }) => selection === 'selected').map(({ id }) => id));
  return [...standard.requirements.values()].flatMap(({ testCases }) => testCases.filter(({ id }) => selected.has(id)));
}
