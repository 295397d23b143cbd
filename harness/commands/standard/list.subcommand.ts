import type { Define } from '../command.ts';

interface Options {
  readonly edition?: string;
  readonly group?: string;
  readonly level?: string;
  readonly strength?: string;
  readonly maturity?: string;
  readonly review?: string;
  readonly json?: true;
}

export const define: Define = (command) => {
  const chosen = (flags: string, choices: readonly string[]) =>
    command.createOption(flags, 'only these').choices(choices);
  command
    .description('list the requirements by group, with level, strength, test cases and what is suspect')
    .option('--edition <name>', 'only those of an edition, with its levels and limits')
    .option('--group <group>', 'only this group, as NET')
    .addOption(chosen('--level <level>', ['basic', 'substantial', 'high']))
    .addOption(chosen('--strength <strength>', ['mandatory', 'recommended']))
    .addOption(chosen('--maturity <maturity>', ['proposed', 'active', 'withdrawn']))
    .addOption(chosen('--review <state>', ['reviewed', 'suspect', 'unreviewed']))
    .option('--json', 'print the list as JSON')
    .addHelpText('after', examples)
    .action(async ({ edition, json, ...narrowing }: Options) => {
      const { readBook } = await import('../../standard/book.ts');
      const { listed, overview } = await import('../../standard/overview.ts');
      const book = readBook(edition);
      const rows = overview(book, narrowing);
      process.stdout.write(json ? `${JSON.stringify(rows, null, 2)}\n` : listed(rows, book));
    });
};

const examples = `
Examples:
  toymark standard list
  toymark standard list --edition 1.0 --level basic
  toymark standard list --review suspect --json`;
