import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../../schemas/package-root.ts';
import type { Bench } from '../bench.ts';

/** `toymark --help` against Node alone, the median of eleven. */
export const bench: Bench = () => {
  const main = join(packageRoot, 'dist', 'harness', 'commands', 'main.js');
  const help = median([main, '--help']);
  const bare = median(['-e', '0']);
  const row = {
    name: 'toymark --help',
    ours: `${help.toFixed(0)} ms`,
    theirs: `node -e 0: ${bare.toFixed(0)} ms`,
    ratio: help / bare,
  };
  return Promise.resolve([row]);
};

function median(args: readonly string[]): number {
  const times = Array.from({ length: 11 }, () => {
    const start = performance.now();
    spawnSync(process.execPath, args, { stdio: 'ignore' });
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[5] ?? 0;
}
