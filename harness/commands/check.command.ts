import type { Define } from './command.ts';

export const define: Define = (command) => {
  command
    .description('prove that standard, suites and specimens agree, one sentence a breach')
    .option(
      '--standard <folder>',
      'a copy of the standard, as a committee works on it; that of this package where absent',
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExamples:\n  toymark check\n  toymark check --standard ../our-copy/standard')
    .action(async ({ standard, json }: { standard?: string; json?: true }) => {
      const { checkHouse } = await import('../standard/check.ts');
      const { lineOf } = await import('../../schemas/problem.ts');
      const checked = await checkHouse({ folder: standard });
      const { problems, requirements, testCases, specimens } = checked;
      if (json) process.stdout.write(`${JSON.stringify(checked, null, 2)}\n`);
      else if (problems.length > 0)
        process.stderr.write(
          `${problems.map(lineOf).join('\n')}\n${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}\n`,
        );
      else
        process.stdout.write(
          `${requirements} requirements, ${testCases} test cases and ${specimens} specimens agree\n`,
        );
      if (problems.length > 0) process.exitCode = 65;
    });
};
