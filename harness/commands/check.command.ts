import type { Define } from './command.ts';

export const define: Define = (command) => {
  command
    .description('prove that standard, suites and specimens agree, one sentence a breach')
    .option('--json', 'print the result as JSON')
    .action(async ({ json }: { json?: true }) => {
      const { checkHouse } = await import('../standard/check.ts');
      const { lineOf } = await import('../../schemas/problem.ts');
      const checked = await checkHouse();
      const { problems, requirements, testCases, specimens } = checked;
      if (json) process.stdout.write(`${JSON.stringify(checked, null, 2)}\n`);
      else if (problems.length > 0)
        process.stderr.write(`${problems.map(lineOf).join('\n')}\n${problems.length} problems\n`);
      else
        process.stdout.write(
          `${requirements} requirements, ${testCases} test cases and ${specimens} specimens agree\n`,
        );
      if (problems.length > 0) process.exitCode = 65;
    });
};
