import type { Define } from './command.ts';

export const define: Define = (command) => {
  command
    .description('write the three files of a new requirement')
    .argument('<kind>', 'requirement')
    .argument('<id>', 'group and number, as NET-10')
    .argument('<title>', 'what holds, in at most 80 characters')
    .addHelpText('after', '\nExample:\n  toymark new requirement NET-10 "Every service names its owner"')
    .action(async (kind: string, id: string, title: string) => {
      if (kind !== 'requirement') command.error(`there is no kind "${kind}"; expected requirement`, { exitCode: 64 });
      const { newRequirement } = await import('../standard/new-requirement.ts');
      const files = newRequirement(id, title);
      process.stdout.write(`Wrote\n${files.map((file) => `  ${file}\n`).join('')}`);
      process.stdout.write(`Next: say what holds and how it is told, then npm run build && npm run check.\n`);
      process.stdout.write(`The check refuses until a specimen shows when ${id}-1 cannot be decided.\n`);
    });
};
