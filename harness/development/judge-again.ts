import { judgeRun } from '../commands/judge-run.ts';

/** Judges a stored run a number of times, each from its files, and prints the milliseconds that took and the verdicts. */
const [folder = '', times = '1'] = process.argv.slice(2);
const { judgements } = await judgeRun(folder);
const start = performance.now();
for (let time = 0; time < Number(times); time++) await judgeRun(folder);
process.stdout.write(
  `${JSON.stringify({ milliseconds: performance.now() - start, testCases: judgements.judgements.length })}\n`,
);
