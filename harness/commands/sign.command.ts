import type { Define } from './command.ts';
import type { SignOptions } from './sign-report.ts';

export const define: Define = (command) => {
  command
    .description('sign the report of a run; laboratory and manufacturer sign the same way')
    .argument('<run>', 'run directory, or a report in JSON')
    .requiredOption('--key <file>', 'private key that signs: a file, or pkcs11:… in a token; may be repeated', collect)
    .option('--passphrase-file <file>', 'file that holds the passphrase or the PIN')
    .option('--out <file>', 'where the envelope goes; report.dsse.json in the run where absent')
    .option('--redactable', 'sign the parts too, so that the holder can withhold some: toymark redact')
    .addHelpText('after', help)
    .action(async (path: string, options: SignOptions) => {
      const { signRun } = await import('./sign-report.ts');
      const { out, keyIds, redactable } = await signRun(path, options);
      process.stdout.write(keyIds.map((keyId) => `Signed by key ${keyId}\n`).join(''));
      if (redactable !== undefined) process.stdout.write(`Parts     ${redactable}; for the holder alone\n`);
      process.stdout.write(`Envelope  ${out}\nNext      toymark verify ${out} --trust trust.yaml\n`);
    });
};

const collect = (file: string, files: readonly string[] = []): readonly string[] => [...files, file];

const help = `
Examples:
  toymark sign runs/pip --key lab.pem
  toymark sign runs/pip --key "pkcs11:token=lab;object=reports?module-path=/usr/lib/softhsm/libsofthsm2.so"`;
