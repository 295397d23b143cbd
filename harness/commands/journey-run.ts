import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { load } from '../../schemas/load.ts';
import { declared } from '../../schemas/declared.ts';
import { UserError } from '../../schemas/problem.ts';
import { readSecrets } from '../gather/bench-secrets.ts';
import type { Observing } from '../gather/probe.ts';
import { checkJourneys, type CheckedJourney } from '../probes/web-session/check-journeys.ts';

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
  const known = observing.declaration.ixit.journeys.map(({ id }) => id);
  const unknown = wanted.find((id) => !known.includes(id));
  if (unknown !== undefined || known.length === 0) {
    const problem = unknown === undefined ? 'the declaration has no journeys' : `no journey "${unknown}"`;
    const hint = known.length === 0 ? 'toymark journey record writes one.' : `It has ${known.join(', ')}.`;
    throw new UserError({ code: 'UNKNOWN_NAME', where: file, problem, hint });
  }
  mkdirSync(out, { recursive: true });
  const tell = (checked: CheckedJourney) => {
    if (!options.json) process.stdout.write(lineOf(checked));
  };
  const checked = await checkJourneys(observing, { wanted, out, tell, har: options.har === true });
  if (options.json) process.stdout.write(`${JSON.stringify(checked, null, 2)}\n`);
  return checked.every(({ completed }) => completed) ? 0 : 2;
}

function lineOf({ id, steps, completed, broke }: CheckedJourney): string {
  if (completed) return `✓ ${id}: all ${steps} steps\n`;
  if (broke === undefined) return `? ${id}\n`;
  const picture = broke.picture === undefined ? '' : `\n    picture: ${broke.picture}`;
  return `? ${id}: breaks at step ${broke.step} of ${steps}\n    ${broke.says}\n    ${broke.why}${picture}\n`;
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
    examiner: undefined,
  };
}
