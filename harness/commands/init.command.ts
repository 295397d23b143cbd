import { join } from 'node:path';
import { exit, type Define } from './command.ts';

interface Options {
  readonly yes?: true;
  readonly force?: true;
}

export const define: Define = (command) => {
  command
    .description('start a declaration, a bench, its secrets and answers with questions about the product')
    .argument('[folder]', 'where to write them', '.')
    .option('--yes', 'ask nothing; write skeletons in which every feature is left to answer')
    .option('--force', 'overwrite files that exist')
    .addHelpText('after', help)
    .action(async (folder: string, { yes, force }: Options) => {
      const { checkUnwritten, startDocuments } = await import('./init-documents.ts');
      const { ownStandard } = await import('../../schemas/read-standard.ts');
      const { load } = await import('../../schemas/load.ts');
      const { features } = load('features', join(ownStandard, 'features.yaml')).value;
      // Nobody answers thirty questions to hear this.
      if (force !== true) checkUnwritten(folder);
      const asks = yes === undefined && process.stdin.isTTY && process.stdout.isTTY;
      const asked = asks ? await (await import('./init-questions.ts')).askFeatures(features) : undefined;
      const files = startDocuments(folder, { features, answers: asked?.answers, force: force === true });
      const open = features.length - (asked?.answers.size ?? 0);
      if (asked?.left === true) process.stdout.write('Stopped asking; what was answered is kept.\n');
      process.stdout.write(`Wrote\n${files.map((file) => `  ${file}\n`).join('')}`);
      const first = open === 0 ? 'Fill' : `Answer the ${open} features that are open, then fill`;
      const where = join(folder, 'declaration.yaml');
      process.stdout.write(`Next: ${first} in the product and its tables in ${where}, then toymark plan --help.\n`);
      if (asked?.left === true) process.exitCode = exit.inconclusive;
    });
};

const help = `
Example:
  toymark init pip
Ctrl-C writes the files with the answers so far, leaves the rest to be answered in the declaration, and ends with 2.`;
