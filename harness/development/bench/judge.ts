import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../../schemas/package-root.ts';
import type { Bench } from '../bench.ts';
import { scratch } from '../peer.ts';

interface Judged {
  readonly milliseconds: number;
  readonly testCases: number;
}

const dist = join(packageRoot, 'dist', 'harness');
const times = 1000;

/** A thousand judgings of the reference toy's stored run on two cores, against the seconds that gathering it took. */
export const bench: Bench = async () => {
  const { folder, remove } = scratch();
  try {
    const run = join(folder, 'run');
    const started = performance.now();
    execFileSync(process.execPath, [join(dist, 'commands', 'main.js'), 'start', '--out', run], { stdio: 'ignore' });
    const gathering = (performance.now() - started) / 1000;
    const halves = await Promise.all([again(run), again(run)]);
    const seconds = Math.max(...halves.map(({ milliseconds }) => milliseconds)) / 1000;
    const cases = halves[0].testCases;
    const each = `${((seconds * 1000) / (times / 2)).toFixed(1)} ms`;
    const theirs = `the whole line: ${gathering.toFixed(1)} s`;
    return [
      {
        name: `${times} judgings of a stored run (${cases} test cases)`,
        ours: `${seconds.toFixed(1)} s`,
        theirs,
        ratio: seconds / gathering,
      },
      { name: 'one judging of a stored run, one core', ours: each, theirs, ratio: seconds / (times / 2) / gathering },
    ];
  } finally {
    remove();
  }
};

async function again(run: string): Promise<Judged> {
  const args = [join(dist, 'development', 'judge-again.js'), run, String(times / 2)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as Judged;
}
