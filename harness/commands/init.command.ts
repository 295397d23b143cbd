import { join } from 'node:path';
import type { Define } from './command.ts';

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
    .addHelpText('after', '\nExample:\n  toymark init pip')
    .action(async (folder: string, { yes, force }: Options) => {
      const { startDocuments } = await import('./init-documents.ts');
      const { ownStandard } = await import('../../schemas/read-standard.ts');
      const { load } = await import('../../schemas/load.ts');
      const { features } = load('features', join(ownStandard, 'features.yaml')).value;
      const asked = yes === undefined && process.stdin.isTTY && process.stdout.isTTY;
      const answers = asked ? await (await import('./init-questions.ts')).askFeatures(features) : undefined;
      const files = startDocuments(folder, { features, answers, force: force === true });
      process.stdout.write(`Wrote\n${files.map((file) => `  ${file}\n`).join('')}`);
      const first = asked
        ? 'Fill in the product and its tables'
        : 'Answer each feature, then fill in the product and its tables';
      process.stdout.write(`Next: ${first} in ${join(folder, 'declaration.yaml')}, then toymark plan --help.\n`);
    });
};
