import type { Define } from '../command.ts';

interface Options {
  readonly edition?: string;
  readonly json?: true;
}

export const define: Define = (command) => {
  command
    .description('find words: in requirements, clauses, terms, features, incidents, instruments and clauses elsewhere')
    .argument('<words...>', 'all of them are found together, also within words; capitals and accents do not matter')
    .option('--edition <name>', 'as an edition has it; the whole living standard where absent')
    .option('--json', 'print what was found as JSON')
    .addHelpText('after', examples)
    .action(async (given: readonly string[], { edition, json }: Options) => {
      const { readBook } = await import('../../standard/book.ts');
      const { foundInWords, searchBook } = await import('../../standard/search-book.ts');
      const words = given.join(' ');
      const hits = searchBook(readBook(edition), words);
      const found = hits.map(({ entry: { kind, address, title }, excerpt }) => ({
        kind,
        name: address,
        title,
        excerpt,
      }));
      process.stdout.write(json ? `${JSON.stringify(found, null, 2)}\n` : foundInWords(hits, words));
      if (hits.length === 0) process.exitCode = 1;
    });
};

const examples = `
Examples:
  toymark standard search microphone
  toymark standard search voice recordings
  toymark standard search 5.1-2A
  toymark standard search default password --json`;
