import { join } from 'node:path';
import { load } from '../../schemas/load.ts';
import { packageRoot } from '../../schemas/package-root.ts';
import type { NamedIncident, RadioToy } from '../reference-toy/incidents/incident.ts';
import { stageIncident } from '../reference-toy/incidents/stage-incident.ts';
import { examinerFor } from './examiner-for.ts';
import { gatherRun } from './gather-run.ts';
import { judgeRun } from './judge-run.ts';
import { startRun } from './plan-run.ts';
import { readPlan, runDirectory } from './run-directory.ts';

/** What the suites say of the radio of a toy. */
export interface JudgedRadio {
  readonly id: string;
  /** Requirements of group BT that failed, in order. */
  readonly failing: readonly string[];
  /** Those that apply and are judged. */
  readonly judged: readonly string[];
  /** Test cases that stayed open. */
  readonly undecided: readonly string[];
  readonly findings: readonly { readonly testCase: string; readonly finding: string }[];
}

/** The same of an incident, beside what `standard/incidents.yaml` says would have caught it. */
export interface JudgedIncident extends JudgedRadio {
  readonly product: string;
  readonly year: number;
  /** What is listed, as far as it is judged over the air and applies. */
  readonly listed: readonly string[];
  readonly agrees: boolean;
}

/** The part of an edition that is judged over the air. */
const group = 'BT';

/** Toys that are switched on at once. */
const lanes = 4;

interface Judging {
  /** Where their runs are kept. */
  readonly folder: string;
  readonly interrupt: AbortSignal;
  /** Told of each that was gathered from. */
  readonly done: (id: string) => void;
}

/** Takes the toy of each incident through the suites. */
export async function judgeIncidents(
  incidents: readonly NamedIncident[],
  judging: Judging,
): Promise<readonly JudgedIncident[]> {
  return (await judgeRadios(incidents, judging)).map((radio) => {
    const { product, year, caughtBy } = entryOf(radio.id);
    const listed = inOrder(caughtBy.filter((requirement) => radio.judged.includes(requirement)));
    return { ...radio, product, year, listed, agrees: radio.failing.join() === listed.join() };
  });
}

/** Takes toys through what is judged over the air, several at once. */
export async function judgeRadios(
  toys: readonly RadioToy[],
  { folder, interrupt, done }: Judging,
): Promise<readonly JudgedRadio[]> {
  const waiting = [...toys];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined && !interrupt.aborted; next = waiting.shift()) {
      await gatherFrom(next, join(folder, next.id), interrupt);
      done(next.id);
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, toys.length) }, lane));
  const judged: JudgedRadio[] = [];
  // One judge at a time: it loads every suite once.
  for (const { id } of interrupt.aborted ? [] : toys) judged.push(await judgeOne(id, join(folder, id)));
  return judged;
}

async function gatherFrom(incident: RadioToy, folder: string, interrupt: AbortSignal): Promise<void> {
  const toy = await stageIncident(incident, join(folder, 'toy'));
  try {
    const { declaration: declarationFile, bench: benchFile, answers } = toy.documents;
    const { run } = await startRun(folder, { declarationFile, benchFile }, { only: group });
    const { examiner, operator } = await examinerFor({ answers }, { signal: interrupt, interrupt: () => undefined });
    await gatherRun(run, { examiner, operator, on: () => undefined, interrupt });
  } finally {
    await toy.stop();
  }
}

async function judgeOne(id: string, folder: string): Promise<JudgedRadio> {
  const { testCases } = readPlan(runDirectory(folder)).value;
  const { judgements } = (await judgeRun(folder)).judgements;
  const requirementOf = new Map(testCases.map((each) => [each.id, each.requirement]));
  const having = (verdict: string) => judgements.filter((each) => each.verdict === verdict);
  const failed = having('fail');
  const failing = inOrder(failed.map(({ testCase }) => requirementOf.get(testCase) ?? ''));
  const selected = new Set(
    testCases.filter(({ selection }) => selection === 'selected').map((each) => each.requirement),
  );
  return {
    ...{ id, failing, judged: inOrder([...selected]) },
    undecided: inOrder(having('inconclusive').map(({ testCase }) => testCase)),
    findings: failed.map(({ testCase, ...told }) => ({ testCase, finding: findingOf(told) })),
  };
}

function findingOf({
  rows,
  finding,
}: {
  readonly rows: readonly { readonly finding?: string }[];
  readonly finding?: string;
}) {
  return finding ?? rows.find((row) => row.finding !== undefined)?.finding ?? '';
}

function entryOf(id: string) {
  const entry = load('incidents', join(packageRoot, 'standard', 'incidents.yaml')).value.incidents.find(
    (each) => each.id === id,
  );
  if (entry === undefined) throw new Error(`standard/incidents.yaml has no incident ${id}`);
  return entry;
}

const numberOf = (id: string) => id.split('-').slice(1).map(Number);

/** Each once, by number. */
const inOrder = (ids: readonly string[]): readonly string[] =>
  [...new Set(ids)].sort((one, other) => {
    const [[a = 0, b = 0], [c = 0, d = 0]] = [numberOf(one), numberOf(other)];
    return a - c || b - d;
  });
