import type { Define } from '../command.ts';

export const define: Define = (command) => {
  command
    .description('print the state of a register, or everything that happened to a certificate')
    .argument('<folder>', 'folder of the register')
    .argument('[number]', 'number of a certificate')
    .option('--json', 'print it as JSON')
    .action(async (...[folder, number, options]: [string, string | undefined, { json?: true }]) => {
      const { showRegistry } = await import('../registry-told.ts');
      process.stdout.write(showRegistry(folder, number, options));
    });
};
