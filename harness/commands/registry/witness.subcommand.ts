import type { Define } from '../command.ts';
import type { WitnessOptions } from '../registry-witness.ts';

export const define: Define = (command) => {
  command
    .description('look whether a log only grew since you last looked, and sign that you saw it')
    .argument('<register>', 'folder of a register, or its http(s) address')
    .requiredOption('--name <name>', 'your name as a witness')
    .requiredOption('--key <file>', 'your private key, Ed25519')
    .requiredOption('--memory <folder>', 'where you remember what you saw; never share or lose it')
    .option('--log-key <key>', 'verifier key of the log, as you have it from its owner; needed for an address')
    .option('--passphrase-file <file>', 'file that holds the passphrase')
    .addHelpText('after', about)
    .action(async (place: string, options: WitnessOptions) => {
      const { witnessAt } = await import('../registry-witness.ts');
      process.stdout.write(await witnessAt(place, options));
    });
};

const about = `
In a folder the cosignature goes into the checkpoint. For an address it is printed; the owner of the log adds it with
toymark registry cosign FOLDER FILE.

Example:
  toymark registry witness https://register.example/ --name one.example --key witness.pem --memory seen --log-key …`;
