import type { Define } from './command.ts';
import type { CertifyOptions } from './certify-run.ts';

interface Options extends CertifyOptions {
  readonly json?: true;
}

export const define: Define = (command) => {
  command
    .description('review, decide and certify: for a certification body, over the signed report of a laboratory')
    .argument('<run>', 'run directory with its evidence and report.dsse.json')
    .requiredOption('--key <file>', 'private key of the certification body')
    .requiredOption('--reviewer <id=name>', 'who reviewed; the name is compared with the examiners and kept out')
    .requiredOption('--decider <id=name>', 'who decides; may be the reviewer, never an examiner')
    .option('--module <name>', 'conformity module', 'B')
    .option('--id <number>', 'number of the certificate; made where absent')
    .option('--replaces <number>', 'the certificate that this one follows')
    .option('--address <text>', 'address of the body, where the trust list does not state it')
    .option('--review <file>', 'record of the review; review.yaml in the run where absent')
    .option('--trust <file>', 'trust list of the scheme, with its rules')
    .option('--scheme <place>', 'folder or http(s) address of a scheme that keeps the trust list')
    .option('--root <file>', 'root of the scheme, as you have it from its owner')
    .option('--cache <folder>', 'where what was seen of the scheme is remembered; in your cache folder where absent')
    .option('--offline', 'fetch nothing; use what is remembered of the scheme')
    .option('--passphrase-file <file>', 'file that holds the passphrase')
    .option('--out <file>', 'where the certificate goes; certificate.dsse.json in the run where absent')
    .option('--json', 'print what was done as JSON')
    .addHelpText('after', about)
    .action(async (folder: string, options: Options) => {
      const { certifyRun } = await import('./certify-run.ts');
      const { certifyTold } = await import('./certify-told.ts');
      const { canonicalJson } = await import('../../schemas/canonical-json.ts');
      const certified = await certifyRun(folder, options);
      process.stdout.write(options.json ? canonicalJson(certified) : certifyTold(folder, certified));
      process.exitCode = certified.certificate === undefined ? 2 : 0;
    });
};

const about = `
Given for the first time it verifies the report, judges the evidence again, and writes down in review.yaml what a person
must look at. Once every finding there is "accepted" it decides, and signs the certificate.

Example:
  toymark certify runs/pip --key body.pem --reviewer "rev-1=R. Reader" --decider "dec-1=D. Decider" \\
    --scheme https://scheme.example/ --root root.json

Exit codes: 0 certified, 2 the review is open, 65 a rule stands against it.`;
