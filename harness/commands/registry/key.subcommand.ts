import type { Define } from '../command.ts';

interface Options {
  readonly name: string;
  readonly key: string;
  readonly witness?: true;
  readonly passphraseFile?: string;
}

export const define: Define = (command) => {
  command
    .description('print the verifier key of a log or a witness, as policies and other tools name it')
    .requiredOption('--name <name>', 'name of the log (its origin) or of the witness')
    .requiredOption('--key <file>', 'private key, Ed25519')
    .option('--witness', 'it is the key of a witness')
    .option('--passphrase-file <file>', 'file that holds the passphrase')
    .addHelpText('after', '\nExample:\n  toymark registry key --name one.example --key witness.pem --witness')
    .action(async ({ witness, ...options }: Options) => {
      const { verifierKeyOf } = await import('../registry-actions.ts');
      process.stdout.write(`${await verifierKeyOf(options, witness ? 'witness' : 'log')}\n`);
    });
};
