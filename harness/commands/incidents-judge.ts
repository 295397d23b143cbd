import { join } from 'node:path';
import { judgeRun } from './judge-run.ts';

/** What the suites say of a toy that went wrong, from what was gathered of it. */
export interface JudgedToy {
  readonly id: string;
  /** Requirements that failed, in order. */
  readonly failing: readonly string[];
  /** Those that apply and are judged. */
  readonly judged: readonly string[];
  /** Test cases that stayed open. */
  readonly undecided: readonly string[];
  readonly findings: readonly { readonly testCase: string; readonly finding: string }[];
}

/** How toys are gathered from. */
export interface Judging {
  /** Where their runs are kept. */
  readonly folder: string;
  readonly interrupt: AbortSignal;
  /** Told of each that was gathered from. */
  readonly done: (id: string) => void;
}

/** Judges runs of a folder, one at a time: the first loads every suite. */
export async function judgeToys(ids: readonly string[], folder: string): Promise<readonly JudgedToy[]> {
  const judged: JudgedToy[] = [];
  for (const id of ids) judged.push(await judgeToy(id, join(folder, id)));
  return judged;
}

async function judgeToy(id: string, folder: string): Promise<JudgedToy> {
  const { judgements: found, plan } = await judgeRun(folder);
  const requirementOf = new Map(plan.testCases.map((each) => [each.id, each.requirement]));
  const having = (verdict: string) => found.judgements.filter((each) => each.verdict === verdict);
  const failed = having('fail');
  const selected = plan.testCases.filter(({ selection }) => selection === 'selected');
  return {
    ...{ id, failing: inOrder(failed.map(({ testCase }) => requirementOf.get(testCase) ?? '')) },
    judged: inOrder(selected.map(({ requirement }) => requirement)),
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

const partsOf = (id: string) => {
  const [group = '', ...numbers] = id.split('-');
  return { group, numbers: numbers.map(Number) };
};

/** Each once, by group and number. */
export const inOrder = (ids: readonly string[]): readonly string[] =>
  [...new Set(ids)].sort((left, right) => {
    const [one, other] = [partsOf(left), partsOf(right)];
    const [[a = 0, b = 0], [c = 0, d = 0]] = [one.numbers, other.numbers];
    return (one.group < other.group ? -1 : Number(one.group > other.group)) || a - c || b - d;
  });
