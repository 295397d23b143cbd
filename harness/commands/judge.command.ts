import type { Define } from './command.ts';
import type { JudgeOptions } from './judge-run.ts';

interface Options extends JudgeOptions {
  readonly json?: true;
  readonly dry?: true;
}

export const define: Define = (command) => {
  command
    .description('judge the evidence of runs again, without the toy; the same evidence gives the same bytes')
    .argument('<run...>', 'run directories')
    .option('--edition <name>', 'judge under another edition, by name or path')
    .option('--suites <folder>', 'judge with other compiled suites, as dist/suites of another version')
    .option('--reporter <name>', 'show the judging through a mocha reporter: spec, json, xunit, …')
    .option('--dry', 'leave judgements.json as it is')
    .option('--json', 'print the judgements as JSON; of several runs one line each')
    .addHelpText('after', examples)
    .action(async (folders: readonly string[], options: Options) => {
      const { judgeAlone, judgeMany } = await import('./judge-again.ts');
      const [folder = '', another] = folders;
      process.exitCode = another === undefined ? await judgeAlone(folder, options) : await judgeMany(folders, options);
    });
};

const examples = `
Examples:
  toymark judge runs/pip
  toymark judge runs/pip --reporter spec
  toymark judge runs/pip --edition next --dry
  toymark judge runs/* --suites ../corrected/dist/suites --dry
What differs from the judgements that are stored is said. Ends with 0, 1 or 2 like the worst of the runs, and with 65
where a run could not be judged.`;
