import { existsSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { declared } from '../../schemas/declared.ts';
import { load, type Loaded } from '../../schemas/load.ts';
import { UserError } from '../../schemas/problem.ts';
import { readStandard, type Standard } from '../../schemas/read-standard.ts';
import type { Bench, Declaration, Level, Plan } from '../../schemas/types.ts';
import { readSecrets } from '../gather/bench-secrets.ts';
import { loadProbes } from '../gather/load-probes.ts';
import { kindsOf, tasksOf } from '../gather/tasks-of.ts';
import { loadSuites } from '../judge/load-suites.ts';
import { plan, type Selection } from '../plan/plan.ts';
import { checkJourneyNames } from './journey-names.ts';
import { checkVacant, createRun, type RunDirectory } from './run-directory.ts';

/** What a person may say of a plan on the command line. */
export interface PlanOptions {
  readonly edition?: string | undefined;
  readonly level?: string | undefined;
  /** Comma-separated groups, requirements or test cases. */
  readonly only?: string | undefined;
}

/** A plan with what it was made from. */
export interface Planned {
  readonly plan: Plan;
  readonly selection: Selection;
  readonly standard: Standard;
  readonly declaration: Loaded<Declaration>;
}

/** Plans for a declaration: what applies at this level of this edition, and what the instruments have to do. */
export async function makePlan(declarationFile: string, options: PlanOptions): Promise<Planned> {
  const declaration = load('declaration', declarationFile);
  const standard = options.edition === undefined ? declaredEdition(declaration) : readStandard(options.edition);
  checkEdition(declaration, standard, options);
  const { version, digest } = await loadSuites();
  const only = options.only?.split(',').map((name) => name.trim());
  const level = levelOf(options.level);
  const selection = plan({ standard, declaration, suites: { version, digest }, level, only });
  const probes = await loadProbes(kindsOf(selection.testCases));
  const tasks = [...tasksOf({ declaration: declared(declaration.value), testCases: selection.testCases }, probes)];
  return { plan: { ...selection.plan, tasks }, selection, standard, declaration };
}

interface Starting extends PlanOptions {
  /** What else has to be in order before there is a run. */
  readonly ready?: (planned: Planned) => Promise<void>;
}

/** Starts a run directory that holds declaration, bench and plan; where anything is wrong, nothing is written. */
export async function startRun(
  folder: string,
  from: { readonly declarationFile: string; readonly benchFile: string },
  options: Starting,
): Promise<{ readonly run: RunDirectory; readonly planned: Planned }> {
  checkVacant(folder);
  const planned = await makePlan(from.declarationFile, options);
  const bench = load('bench', from.benchFile).value;
  checkJourneyNames(planned.declaration, planned.plan.tasks, { bench, secret: secretsNow(bench, from.benchFile) });
  await options.ready?.(planned);
  const run = createRun(folder, from);
  writeFileSync(run.plan, canonicalJson(planned.plan));
  return { run, planned };
}

// Who plans may be without the file of secrets: then each is taken to be in it. Gathering reads it.
function secretsNow(bench: Bench, benchFile: string): ReturnType<typeof readSecrets> {
  const folder = dirname(resolve(benchFile));
  const away = bench.secrets !== undefined && !existsSync(resolve(folder, bench.secrets));
  return away ? () => ({ username: undefined, value: '' }) : readSecrets(bench, folder);
}

function levelOf(level: string | undefined): Level | undefined {
  if (level === undefined || level === 'basic' || level === 'substantial' || level === 'high') return level;
  const problem = `expected basic, substantial or high, got "${level}"`;
  throw new UserError({ code: 'USAGE', where: `--level ${level}`, problem }, 64);
}

// What is wrong with the name of an edition is said where the name stands.
function declaredEdition({ value, where }: Loaded<Declaration>): Standard {
  try {
    return readStandard(value.edition);
  } catch (error) {
    if (!(error instanceof UserError) || error.exitCode !== 64) throw error;
    throw new UserError(error.problems.map((problem) => ({ ...problem, where: where(['edition']) })));
  }
}

// A declaration is made for one edition; another is only planned where somebody asks for it by name.
function checkEdition(declaration: Loaded<Declaration>, standard: Standard, options: PlanOptions): void {
  if (options.edition !== undefined || declaration.value.edition === standard.edition.edition) return;
  const problem = `declared for edition ${declaration.value.edition}, which was read as ${standard.edition.edition}`;
  throw new UserError({ code: 'UNKNOWN_NAME', where: declaration.where(['edition']), problem });
}
