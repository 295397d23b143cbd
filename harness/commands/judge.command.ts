import type { Judgements } from '../../schemas/types.ts';
import type { Define } from './command.ts';
import type { JudgeOptions } from './judge-run.ts';

interface Options extends JudgeOptions {
  readonly json?: true;
  readonly dry?: true;
}

export const define: Define = (command) => {
  command
    .description('judge the evidence of a run again, without the toy; the same evidence gives the same bytes')
    .argument('<run>', 'run directory')
    .option('--edition <name>', 'judge under another edition, by name or path')
    .option('--suites <folder>', 'judge with other compiled suites, as dist/suites of another version')
    .option('--reporter <name>', 'show the judging through a mocha reporter: spec, json, xunit, …')
    .option('--dry', 'leave judgements.json as it is')
    .option('--json', 'print the judgements as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  toymark judge runs/pip\n  toymark judge runs/pip --reporter spec\n  toymark judge runs/pip --edition next --dry',
    )
    .action(async (folder: string, options: Options) => {
      const { judgeRun, exitCodeOf } = await import('./judge-run.ts');
      const { runDirectory } = await import('./run-directory.ts');
      const { canonicalJson } = await import('../../schemas/canonical-json.ts');
      const { replaceFile } = await import('../evidence/files.ts');
      const { judgements, plan } = await judgeRun(folder, options);
      const file = runDirectory(folder).judgements;
      if (!options.dry) replaceFile(file, canonicalJson(judgements), `${file}.part`);
      if (options.json) process.stdout.write(canonicalJson(judgements));
      else if (options.reporter === undefined) process.stdout.write(table(judgements));
      process.exitCode = exitCodeOf({ judgements, plan });
    });
};

function table({ judgements }: Judgements): string {
  const lines = judgements.map(({ testCase, verdict, finding, detail }) => {
    const said = finding ?? (verdict === 'inconclusive' ? detail : undefined);
    return `${testCase.padEnd(10)} ${verdict.padEnd(13)}${said === undefined ? '' : said.split('\n', 1)[0]}`.trimEnd();
  });
  const count = (verdict: string) => judgements.filter((judgement) => judgement.verdict === verdict).length;
  return `${lines.join('\n')}\n${count('pass')} pass, ${count('fail')} fail, ${count('inconclusive')} inconclusive\n`;
}
