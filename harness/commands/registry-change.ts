import type { Command } from 'commander';
import type { ChangeOptions } from './registry-actions.ts';

/** The commands that change what a certificate is (ISO/IEC 17065, 7.11): each an entry with its reason, never removed. */
export function defineChange(
  command: Command,
  event: 'suspended' | 'reinstated' | 'withdrawn',
  description: string,
): void {
  command
    .description(description)
    .argument('<folder>', 'folder of the register')
    .argument('<numbers...>', 'numbers of the certificates')
    .requiredOption('--reason <word>', `why: ${reasons}`)
    .requiredOption('--key <file>', 'private key of the log')
    .option('--passphrase-file <file>', 'file that holds the passphrase')
    .option('--json', 'print the entries as JSON')
    .addHelpText('after', `\nReasons:\n  ${reasons}\nSign the status list again afterwards: toymark registry status`)
    .action(async (...[folder, numbers, options]: [string, readonly string[], ChangeOptions & { json?: true }]) => {
      const { change } = await import('./registry-actions.ts');
      const { enteredTold } = await import('./registry-told.ts');
      const entered = await change(folder, numbers, { ...options, event });
      process.stdout.write(enteredTold(folder, entered, options));
    });
}

const reasons =
  'vulnerability, nonconformity, surveillance, misuse, holder-request, superseded, accreditation-lost, key-compromise, error, resolved';
