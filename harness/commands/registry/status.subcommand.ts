import type { Define } from '../command.ts';
import type { KeyOption } from '../registry-actions.ts';

export const define: Define = (command) => {
  command
    .description('sign the present status lists; for a machine, every day')
    .argument('<folder>', 'folder of the register')
    .requiredOption('--key <file>', 'private key that signs status lists')
    .option('--valid-hours <hours>', 'how long the lists count', '48')
    .option('--passphrase-file <file>', 'file that holds the passphrase')
    .option('--json', 'print the lists as JSON')
    .action(async (folder: string, options: KeyOption & { validHours: string; json?: true }) => {
      const { signStatus } = await import('../registry-actions.ts');
      const { statusTold } = await import('../registry-told.ts');
      process.stdout.write(statusTold(await signStatus(folder, options), options));
    });
};
