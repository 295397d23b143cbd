import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { declared } from '../../schemas/declared.ts';
import { fileProblem } from '../../schemas/file-problem.ts';
import { load, type Loaded } from '../../schemas/load.ts';
import { makeFolder } from '../../schemas/make-folder.ts';
import { UserError } from '../../schemas/problem.ts';
import type { Bench, Declaration, Declared, Documents, Plan } from '../../schemas/types.ts';

/** The files of a run; one folder tells the whole story. */
export interface RunDirectory {
  readonly folder: string;
  readonly declaration: string;
  readonly bench: string;
  readonly plan: string;
  /** The evidence store. */
  readonly evidence: string;
  readonly judgements: string;
  readonly report: string;
  readonly envelope: string;
  readonly page: string;
  /** Where declaration and bench came from; only gathering reads it. */
  readonly origin: string;
}

/** The paths of a run, whether it exists or not. */
export function runDirectory(folder: string): RunDirectory {
  const at = (name: string) => join(folder, name);
  return {
    folder,
    declaration: at('declaration.yaml'),
    bench: at('bench.yaml'),
    plan: at('plan.json'),
    evidence: at('evidence'),
    judgements: at('judgements.json'),
    report: at('report.json'),
    envelope: at('report.dsse.json'),
    page: at('report.html'),
    origin: at('run.json'),
  };
}

/** @throws UserError USAGE where the folder already holds a run */
export function checkVacant(folder: string): void {
  if (!existsSync(runDirectory(folder).declaration)) return;
  const hint = 'Name another folder; a run is never overwritten.';
  throw new UserError({ code: 'USAGE', where: folder, problem: 'this folder already holds a run', hint }, 64);
}

/**
 * Starts a run: copies the bytes of declaration and bench, and notes where they came from. Files that they name (texts,
 * trust anchors, secrets) stay where they are: instruments read them while gathering, and whatever a verdict needs of
 * them enters the evidence.
 * @throws UserError USAGE where the folder already holds a run
 */
export function createRun(
  folder: string,
  from: { readonly declarationFile: string; readonly benchFile: string },
): RunDirectory {
  const run = runDirectory(folder);
  checkVacant(folder);
  makeFolder(folder);
  copyInto(run.declaration, from.declarationFile);
  copyInto(run.bench, from.benchFile);
  // Relative, so that a project with its runs can be moved as a whole.
  const origin = (file: string) => relative(resolve(folder), dirname(resolve(file))) || '.';
  const { declarationFile, benchFile } = from;
  const where = { run: 1, declarationFolder: origin(declarationFile), benchFolder: origin(benchFile) };
  writeFileSync(run.origin, canonicalJson(where));
  return run;
}

/** @throws UserError with every misfit, or FILE where the folder holds no run */
export function readDeclaration(run: RunDirectory): Loaded<Declaration> & { readonly declared: Declared } {
  const loaded = loadFrom(run, 'declaration', run.declaration);
  return { ...loaded, declared: declared(loaded.value) };
}

/** @throws UserError with every misfit, or FILE where the folder holds no run */
export function readBench(run: RunDirectory): Loaded<Bench> {
  return loadFrom(run, 'bench', run.bench);
}

/** @throws UserError with every misfit, or FILE where nothing was planned */
export function readPlan(run: RunDirectory): Loaded<Plan> {
  return loadFrom(run, 'plan', run.plan);
}

/** The folders to which the paths in declaration and bench are relative. */
export function readOrigin(run: RunDirectory): { readonly declarationFolder: string; readonly benchFolder: string } {
  const { value } = loadFrom(run, 'run', run.origin);
  const from = (path: string) => resolve(run.folder, path);
  return { declarationFolder: from(value.declarationFolder), benchFolder: from(value.benchFolder) };
}

function loadFrom<Name extends keyof Documents>(
  { folder }: RunDirectory,
  name: Name,
  file: string,
): Loaded<Documents[Name]> {
  if (existsSync(file)) return load(name, file);
  const hint = `toymark plan writes it; is ${folder} a run directory?`;
  throw new UserError({ code: 'FILE', where: file, problem: 'no such file', hint });
}

function copyInto(target: string, source: string): void {
  try {
    copyFileSync(source, target);
  } catch (error) {
    const problem = fileProblem(error);
    throw problem === undefined ? error : new UserError(problem);
  }
}
