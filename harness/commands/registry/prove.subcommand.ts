import type { Define } from '../command.ts';

export const define: Define = (command) => {
  command
    .description('write the proof that certificates stand in the log, and the bundle that a page or a code takes')
    .argument('<folder>', 'folder of the register')
    .argument('<numbers...>', 'numbers of the certificates')
    .option('--json', 'print what was written as JSON')
    .addHelpText('after', '\nA proof needs a log that enough witnesses saw: toymark registry witness first.')
    .action(async (...[folder, numbers, options]: [string, readonly string[], { json?: true }]) => {
      const { proveCertificates } = await import('../registry-actions.ts');
      const { provedTold } = await import('../registry-told.ts');
      process.stdout.write(provedTold(folder, proveCertificates(folder, numbers), options));
    });
};
