import type { Define } from '../command.ts';

interface Options {
  readonly standardA?: string;
  readonly standardB?: string;
  readonly markdown?: true;
  readonly json?: true;
}

export const define: Define = (command) => {
  command
    .description('compare two editions: what was added, withdrawn, superseded, tightened, relaxed or only reworded')
    .argument('<before>', 'edition, by name or path')
    .argument('<after>', 'edition, by name or path')
    .option('--standard-a <folder>', 'another copy of the standard for the first edition')
    .option('--standard-b <folder>', 'another copy of the standard for the second edition')
    .option('--markdown', 'print a Markdown table')
    .option('--json', 'print the comparison as JSON')
    .addHelpText('after', examples)
    .action(async (before: string, after: string, { standardA, standardB, ...options }: Options) => {
      const { diff } = await import('../../standard/diff/diff.ts');
      const { inMarkdown, told } = await import('../../standard/diff/tell.ts');
      const comparison = diff({ edition: before, folder: standardA }, { edition: after, folder: standardB });
      if (options.json) process.stdout.write(`${JSON.stringify(comparison, null, 2)}\n`);
      else process.stdout.write(options.markdown ? inMarkdown(comparison) : told(comparison));
    });
};

const examples = `
Examples:
  toymark standard diff 1.0 next
  toymark standard diff 1.0 next --markdown > minutes.md
  toymark standard diff next next --standard-a ../copy-of-last-year/standard`;
