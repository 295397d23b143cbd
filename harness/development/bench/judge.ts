import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../../schemas/package-root.ts';
import type { Judgements } from '../../../schemas/types.ts';
import type { Bench } from '../bench.ts';
import { scratch } from '../peer.ts';

const main = join(packageRoot, 'dist', 'harness', 'commands', 'main.js');
const times = 1000;

/**
 * A thousand judgings of the reference toy's stored run by two commands side by side, their start included, against the
 * whole line that made the run.
 *
 * Each judging reads the declaration, the plan, the journal and every observation again and proves them by their digests,
 * comes to every verdict anew, and compares its judgements with the stored bytes. What the judgings of one command share,
 * because it is the same run: what bytes of the same digest say is parsed, compared with its schema and joined once. Of
 * different runs nothing of this is shared; `impact` measures them. Attachments, on which no verdict rests, are not read;
 * `toymark verify --rejudge` proves them too.
 */
export const bench: Bench = async () => {
  const { folder, remove } = scratch();
  try {
    const run = join(folder, 'run');
    const gathering = seconds();
    execFileSync(process.execPath, [main, 'start', '--out', run], { stdio: 'ignore' });
    const line = gathering();
    const single = seconds();
    await again(run, 1);
    const once = single();
    const judging = seconds();
    await Promise.all([again(run, times / 2), again(run, times / 2)]);
    const thousand = judging();
    const { judgements } = JSON.parse(readFileSync(join(run, 'judgements.json'), 'utf8')) as Judgements;
    const theirs = `the whole line: ${line.toFixed(1)} s`;
    const each = (ours: number) => ({ ours: `${ours.toFixed(1)} s`, theirs, ratio: ours / line });
    return [
      { name: `${times} judgings of a stored run (${judgements.length} test cases)`, ...each(thousand) },
      { name: 'the first judging, with the start of the command', ...each(once) },
    ];
  } finally {
    remove();
  }
};

function seconds(): () => number {
  const started = performance.now();
  return () => (performance.now() - started) / 1000;
}

async function again(run: string, count: number): Promise<void> {
  const runs = Array.from({ length: count }, () => run);
  const { stdout } = await promisify(execFile)(process.execPath, [main, 'judge', '--dry', ...runs], {
    maxBuffer: 1 << 24,
  });
  const same = stdout.split('the same bytes as stored').length - 1;
  if (same !== count) throw new Error(`${same} of ${count} judgings gave the stored bytes`);
}
