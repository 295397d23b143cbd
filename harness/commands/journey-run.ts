import { dirname, resolve } from 'node:path';
import { load } from '../../schemas/load.ts';
import { declared } from '../../schemas/declared.ts';
import { makeFolder } from '../../schemas/make-folder.ts';
import { UserError, type Problem } from '../../schemas/problem.ts';
import { journeyProblems } from '../plan/check-journeys.ts';
import { readSecrets } from '../gather/bench-secrets.ts';
import type { Observing } from '../gather/probe.ts';
import { checkJourneys, type CheckedJourney } from '../probes/web-session/check-journeys.ts';
import { unknownInJourneys } from './journey-names.ts';

interface Checking {
  readonly bench: string;
  readonly journey?: readonly string[];
  readonly out?: string;
  readonly har?: true;
  readonly json?: true;
}

/** Takes declared journeys once; the exit code. @throws UserError UNKNOWN_NAME for a journey that is not declared */
export async function checkDeclared(file: string, options: Checking): Promise<number> {
  const { out = 'runs/journeys', journey: wanted = [] } = options;
  const observing = observingOf(file, options.bench);
  refuse(journeyProblems(load('declaration', file)));
  const known = observing.declaration.ixit.journeys.map(({ id }) => id);
  const unknown = wanted.find((id) => !known.includes(id));
  if (unknown !== undefined || known.length === 0) {
    const problem = unknown === undefined ? 'the declaration has no journeys' : `no journey "${unknown}"`;
    const hint = known.length === 0 ? 'toymark journey record writes one.' : `It has ${known.join(', ')}.`;
    throw new UserError({ code: 'UNKNOWN_NAME', where: file, problem, hint });
  }
  const taken = withBeginnings(wanted.length === 0 ? known : wanted, observing.declaration.ixit.journeys);
  refuse(unknownInJourneys(load('declaration', file), taken, observing));
  makeFolder(out);
  const tell = (checked: CheckedJourney) => {
    if (!options.json) process.stdout.write(lineOf(checked));
  };
  const checked = await checkJourneys(observing, { wanted, out, tell, har: options.har === true });
  if (options.json) process.stdout.write(`${JSON.stringify(checked, null, 2)}\n`);
  return checked.every(({ completed }) => completed) ? 0 : 2;
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new UserError(problems);
}

function withBeginnings(wanted: readonly string[], journeys: Observing['declaration']['ixit']['journeys']) {
  const taken = new Set<string>(wanted);
  // What is put in while this goes on is visited too.
  for (const id of taken) {
    const begins = journeys.find((journey) => journey.id === id)?.begins;
    if (begins !== undefined) taken.add(begins);
  }
  return taken;
}

function lineOf({ id, steps, completed, broke, several = [] }: CheckedJourney): string {
  const notes = several.map(
    ({ step, says, controls }) =>
      `    step ${step} ${says} could mean ${controls} controls; the first is taken. role: or css: tells them apart.\n`,
  );
  if (completed) return `✓ ${id}: all ${steps} steps\n${notes.join('')}`;
  if (broke === undefined) return `? ${id}\n`;
  const picture = broke.picture === undefined ? '' : `    picture: ${broke.picture}\n`;
  return `? ${id}: breaks at step ${broke.step} of ${steps}\n    ${broke.says}\n    ${broke.why}\n${notes.join('')}${picture}`;
}

/** A bench and a product to take journeys with; nothing is kept. */
export function observingOf(file: string, benchFile: string): Observing {
  const bench = load('bench', benchFile).value;
  const benchFolder = dirname(resolve(benchFile));
  return {
    declaration: declared(load('declaration', file).value),
    bench,
    parameters: {},
    testCases: [],
    operator: '',
    declarationFolder: dirname(resolve(file)),
    benchFolder,
    signal: new AbortController().signal,
    secret: readSecrets(bench, benchFolder),
    attach: () => `sha256:${'0'.repeat(64)}`,
    progress: () => undefined,
    remark: () => undefined,
    examiner: undefined,
  };
}
