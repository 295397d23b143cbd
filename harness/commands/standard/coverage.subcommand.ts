import type { Define } from '../command.ts';

interface Options {
  readonly edition?: string;
  readonly markdown?: true;
  readonly json?: true;
}

export const define: Define = (command) => {
  command
    .description(
      'how far the requirements answer other standards and laws: clause by clause, and requirement by requirement',
    )
    .argument('[standards...]', 'crosswalks, as etsi-en-303-645; all in one line each where none is named')
    .option('--edition <name>', 'only the requirements of an edition; every one there is where absent')
    .option('--markdown', 'print both tables as Markdown')
    .option('--json', 'print both tables as JSON')
    .addHelpText('after', examples)
    .action(async (only: readonly string[], { edition, markdown, json }: Options) => {
      const { readBook } = await import('../../standard/book.ts');
      const { coverageOf } = await import('../../standard/coverage/coverage.ts');
      const { inMarkdown, told } = await import('../../standard/coverage/tell.ts');
      const found = coverageOf(readBook(edition), only);
      if (json) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
      else process.stdout.write(markdown ? inMarkdown(found) : told(found, only.length > 0));
    });
};

const examples = `
A clause is answered by a requirement, not covered with the reason, or open: nobody has said yet. Relations are
"related" until a person has read the clause itself.

Examples:
  toymark standard coverage
  toymark standard coverage etsi-en-303-645
  toymark standard coverage etsi-en-303-645 --edition 1.0 --markdown > coverage.md`;
