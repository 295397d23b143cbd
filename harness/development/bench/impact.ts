import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { availableParallelism } from 'node:os';
import { canonicalLine } from '../../../schemas/canonical-json.ts';
import { packageRoot } from '../../../schemas/package-root.ts';
import { impactOf } from '../../commands/impact/across-cores.ts';
import type { Outcome, ProductImpact } from '../../commands/impact/impact.ts';
import { loadDefects, type NamedDefect } from '../../reference-toy/defect.ts';
import { runInNamespace } from '../../reference-toy/namespace.ts';
import type { Bench, Measured } from '../bench.ts';
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
    const gathering = performance.now();
    const decent = join(folder, 'decent');
    execFileSync(process.execPath, [join(dist, 'commands', 'main.js'), 'start', '--out', decent], { stdio: 'ignore' });
    const gathered = since(gathering);
    const defects = await gatherDefects(join(folder, 'defects'));
    if (defects === undefined) return [];
    const generating = performance.now();
    const all = generateRuns({ decent, defects }, join(folder, 'runs'), runs);
    const generated = since(generating);
    const shared = await timed(all);
    const single = await timed(all.slice(0, alone), 1);
    if (canonicalLine(shared.products.slice(0, alone)) !== canonicalLine(single.products))
      throw new Error('one process says something else of the same runs');
    return [...speeds({ gathered, generated, shared, single }), ...outcomesOf(shared)];
  } finally {
    remove();
  }
};

const since = (started: number) => (performance.now() - started) / 1000;

async function gatherDefects(folder: string): Promise<readonly string[] | undefined> {
  const names = (await loadDefects()).filter(quick).map(({ name }) => name);
  const ran = await runInNamespace(join(dist, 'commands', 'gather-defects.js'), [folder, ...names]);
  return ran?.code === 0 ? names.map((name) => join(folder, name)) : undefined;
}

interface Speeds {
  /** Seconds of the whole line with the toy, once. */
  readonly gathered: number;
  readonly generated: number;
  readonly shared: Timed;
  readonly single: Timed;
}

function speeds({ gathered, generated, shared, single }: Speeds): readonly Measured[] {
  const each = shared.seconds / runs;
  const eachAlone = single.seconds / alone;
  return [
    {
      name: `impact of a revision on ${runs} stored runs, ${availableParallelism()} cores`,
      ours: `${shared.seconds.toFixed(1)} s`,
      theirs: `testing one toy again: ${gathered.toFixed(1)} s`,
      ratio: shared.seconds / gathered,
    },
    {
      name: 'one stored run of them, all cores',
      ours: `${(each * 1000).toFixed(1)} ms`,
      theirs: `one process: ${(eachAlone * 1000).toFixed(1)} ms`,
      ratio: each / eachAlone,
    },
    {
      name: 'generating these runs beforehand, one process',
      ours: `${generated.toFixed(1)} s`,
      theirs: `judging them: ${shared.seconds.toFixed(1)} s`,
      ratio: generated / shared.seconds,
    },
  ];
}

const outcomesOf = ({ outcomes }: Timed): readonly Measured[] =>
  outcomes.map(([outcome, products]) => ({
    name: `  of them: ${outcome}`,
    ours: String(products),
    theirs: `of ${runs}`,
    ratio: products / runs,
  }));

interface Timed {
  readonly seconds: number;
  readonly products: readonly ProductImpact[];
  readonly outcomes: readonly (readonly [Outcome, number])[];
}

async function timed(folders: readonly string[], jobs?: number): Promise<Timed> {
  const started = performance.now();
  const { products } = await impactOf(folders, question, { jobs });
  const seconds = since(started);
  const found = products.map(({ outcome }) => outcome);
  if (found.includes('unreadable')) throw new Error('a generated run cannot be judged');
  const outcomes = [...new Set(found)]
    .sort()
    .map((one) => [one, found.filter((other) => other === one).length] as const);
  return { seconds, products, outcomes };
}
