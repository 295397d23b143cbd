import type { Define } from '../command.ts';
import type { PublishOptions } from '../registry-actions.ts';

export const define: Define = (command) => {
  command
    .description('enter certificates into the log, all or none; a certificate that is not valid is refused')
    .argument('<folder>', 'folder of the register')
    .argument('<certificates...>', 'signed certificates, certificate.dsse.json')
    .requiredOption('--key <file>', 'private key of the log')
    .option(
      '--report <file>',
      'report that the holder shows; in the order of the certificates, may be repeated',
      collect,
    )
    .option('--trust <file>', 'trust list of the scheme')
    .option('--scheme <place>', 'folder or http(s) address of a scheme that keeps the trust list')
    .option('--root <file>', 'root of the scheme, as you have it from its owner')
    .option('--cache <folder>', 'where what was seen of the scheme is remembered; in your cache folder where absent')
    .option('--offline', 'fetch nothing; use what is remembered of the scheme')
    .option('--passphrase-file <file>', 'file that holds the passphrase')
    .option('--json', 'print the entries as JSON')
    .addHelpText('after', examples)
    .action(async (...[folder, files, options]: [string, readonly string[], PublishOptions & { json?: true }]) => {
      const { publishCertificates } = await import('../registry-actions.ts');
      const { enteredTold } = await import('../registry-told.ts');
      const entered = await publishCertificates(folder, files, options);
      process.stdout.write(enteredTold(folder, entered, options));
    });
};

const collect = (value: string, values: readonly string[] = []): readonly string[] => [...values, value];

const examples = `
Two publishers take turns; a kill at any moment leaves the log before the entries or after them.

Example:
  toymark registry publish register runs/pip/certificate.dsse.json --key log.pem --trust trust.yaml`;
