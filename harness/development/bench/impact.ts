import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { availableParallelism } from 'node:os';
import { packageRoot } from '../../../schemas/package-root.ts';
import { impactOf } from '../../commands/impact/across-cores.ts';
import type { Outcome } from '../../commands/impact/impact.ts';
import { loadDefects, type NamedDefect } from '../../reference-toy/defect.ts';
import { runInNamespace } from '../../reference-toy/namespace.ts';
import type { Bench } from '../bench.ts';
import { generateRuns } from '../generated-runs.ts';
import { scratch } from '../peer.ts';

const dist = join(packageRoot, 'dist', 'harness');
const question = { before: { edition: '1.0' }, after: { edition: 'next' } };
const runs = 1000;
/** So many of them are judged by one process alone. */
const alone = 100;

// What these defects change is gathered within seconds.
const quick = ({ seenBy }: NamedDefect) => seenBy.every((kind) => /^(?:assessor|documents|tls-server)\b/.test(kind));

/** A thousand generated runs of the reference toy and its defects, each judged under two editions, on all cores. */
export const bench: Bench = async () => {
  const { folder, remove } = scratch();
  try {
    const decent = join(folder, 'decent');
    const started = performance.now();
    execFileSync(process.execPath, [join(dist, 'commands', 'main.js'), 'start', '--out', decent], { stdio: 'ignore' });
    const gathering = (performance.now() - started) / 1000;
    const names = (await loadDefects()).filter(quick).map(({ name }) => name);
    const gathered = join(folder, 'defects');
    const ran = await runInNamespace(join(dist, 'commands', 'gather-defects.js'), [gathered, ...names]);
    if (ran?.code !== 0) return [];
    const defects = names.map((name) => join(gathered, name));
    const all = generateRuns({ decent, defects }, join(folder, 'runs'), runs);
    const shared = await timed(all);
    const single = await timed(all.slice(0, alone), 1);
    const each = shared.seconds / runs;
    return [
      {
        name: `impact of a revision on ${runs} stored runs, ${availableParallelism()} cores`,
        ours: `${shared.seconds.toFixed(1)} s`,
        theirs: `testing one toy again: ${gathering.toFixed(1)} s`,
        ratio: shared.seconds / gathering,
      },
      {
        name: 'one stored run of them, all cores',
        ours: `${(each * 1000).toFixed(1)} ms`,
        theirs: `one process: ${((single.seconds / alone) * 1000).toFixed(1)} ms`,
        ratio: each / (single.seconds / alone),
      },
      ...shared.outcomes.map(([outcome, products]) => ({
        name: `  of them: ${outcome}`,
        ours: String(products),
        theirs: `of ${runs}`,
        ratio: products / runs,
      })),
    ];
  } finally {
    remove();
  }
};

interface Timed {
  readonly seconds: number;
  readonly outcomes: readonly (readonly [Outcome, number])[];
}

async function timed(folders: readonly string[], jobs?: number): Promise<Timed> {
  const started = performance.now();
  const { products } = await impactOf(folders, question, { jobs });
  const seconds = (performance.now() - started) / 1000;
  const found = products.map(({ outcome }) => outcome);
  if (found.includes('unreadable')) throw new Error('a generated run cannot be judged');
  const outcomes = [...new Set(found)]
    .sort()
    .map((one) => [one, found.filter((other) => other === one).length] as const);
  return { seconds, outcomes };
}
