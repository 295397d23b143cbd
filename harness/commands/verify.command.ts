import type { Define } from './command.ts';
import type { AnyOptions } from './verify-any.ts';

export const define: Define = (command) => {
  command
    .description(
      'verify a report, its PDF, a certificate, a bundle or a run: who signed it, whether they may, what it is about',
    )
    .argument('<file>', 'signed report, PDF or certificate, bundle, or run directory')
    .option('--trust <file>', 'trust list: whose signatures count')
    .option('--scheme <place>', 'folder or http(s) address of a scheme that keeps the trust list')
    .option('--root <file>', 'root of the scheme, as you have it from its owner')
    .option('--cache <folder>', 'where what was seen is remembered; in your cache folder where absent')
    .option('--offline', 'fetch nothing; use what is at hand and what is remembered')
    .option('--product <file>', 'file of the product in hand, which must be what was tested; may be repeated', collect)
    .option('--report <file>', 'the report on which a certificate rests, whole or with parts withheld')
    .option('--proof <file>', 'proof that a certificate stands in the register')
    .option('--status <file>', 'status list of the register')
    .option('--registry <place>', 'folder or http(s) address of the register; as the trust list says where absent')
    .option('--rejudge <run>', 'run directory whose evidence is judged again')
    .option('--stamp-authority <file>', 'certificates of time-stamping authorities to believe, for a PDF')
    .option('--at <time>', 'verify as of this time, as 2026-11-23T12:00:00Z; now where absent')
    .option('--html <file>', 'also write what was found about a certificate as a page for people')
    .option('--json', 'print the steps as JSON')
    .addHelpText('after', about)
    .action(async (file: string, options: AnyOptions) => {
      const { verifyAny } = await import('./verify-any.ts');
      const { text, exitCode } = await verifyAny(file, options);
      process.stdout.write(text);
      process.exitCode = exitCode;
    });
};

const collect = (file: string, files: readonly string[] = []): readonly string[] => [...files, file];

const about = `
Examples:
  toymark verify report.dsse.json --trust trust.yaml
  toymark verify bundle.json --scheme https://scheme.example/ --root root.json
  toymark verify runs/pip --trust trust.yaml
  toymark verify certificate.dsse.json --report network.json --trust trust.yaml

Exit codes: 0 valid, 1 not valid, 2 a certificate that was valid and whose status today is unknown, 65 a file that cannot
be read. A valid report may say that the product does not conform.`;
