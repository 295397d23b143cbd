import type { Define } from '../command.ts';

interface Options {
  readonly by: string;
  readonly because: string;
  readonly all?: true;
  readonly json?: true;
}

export const define: Define = (command) => {
  command
    .description('note that a person read the test cases of requirements beside their present statement')
    .argument('[ids...]', 'requirements, as AUTH-4')
    .requiredOption('--by <name>', 'who read them')
    .requiredOption('--because <words>', 'what was compared, and what was found')
    .option('--all', 'every requirement that is suspect or was never reviewed')
    .option('--json', 'print what was written as JSON')
    .addHelpText('after', examples)
    .action(async (ids: readonly string[], { by, because, all, json }: Options) => {
      if (ids.length > 0 === (all === true))
        command.error('name the requirements that were read, or say --all', { exitCode: 64 });
      const { review } = await import('../../standard/revise/review.ts');
      const on = new Date().toISOString().slice(0, 10);
      const done = review({ ids: all ? 'all' : ids.map((id) => id.toUpperCase()), by, because, on });
      process.stdout.write(json ? `${JSON.stringify(done, null, 2)}\n` : told(done));
    });
};

function told({ reviewed, already }: { readonly reviewed: readonly string[]; readonly already: readonly string[] }) {
  const lines = [
    ...(reviewed.length === 0 ? [] : [`Reviewed: ${reviewed.join(', ')}`]),
    ...(already.length === 0 ? [] : [`Reviewed before, and unchanged since: ${already.join(', ')}`]),
  ];
  return `${lines.join('\n')}\n`;
}

const examples = `
Examples:
  toymark standard list --review suspect
  toymark standard review AUTH-4 --by "A. Reader" --because "the delay is still measured after each attempt"`;
