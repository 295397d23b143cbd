import type { Define } from './command.ts';
import type { VerifyOptions } from './verify-report.ts';

interface Options extends VerifyOptions {
  readonly json?: true;
}

export const define: Define = (command) => {
  command
    .description('verify a signed report: who signed it, whether they may, whether it is whole, and what it is about')
    .argument('<envelope>', 'signed report, report.dsse.json')
    .option('--trust <file>', 'trust list: whose signatures count')
    .option('--scheme <place>', 'folder or http(s) address of a scheme that keeps the trust list')
    .option('--root <file>', 'root of the scheme, as you have it from its owner')
    .option('--cache <folder>', 'where what was seen of the scheme is remembered; in your cache folder where absent')
    .option('--offline', 'fetch nothing; use what is remembered of the scheme')
    .option('--product <file>', 'file of the product in hand, which must be what was tested; may be repeated', collect)
    .option('--rejudge <run>', 'run directory whose evidence is judged again')
    .option('--at <time>', 'verify as of this time, as 2026-11-23T12:00:00Z; now where absent')
    .option('--json', 'print the steps as JSON')
    .addHelpText(
      'after',
      '\nExit codes: 0 valid, 1 not valid, 65 a file that cannot be read.\nA valid report may say that the product does not conform.',
    )
    .action(async (file: string, options: Options) => {
      const { verifyReport, told } = await import('./verify-report.ts');
      const { canonicalJson } = await import('../../schemas/canonical-json.ts');
      const verification = await verifyReport(file, options);
      const { valid, steps, signers, report } = verification;
      const said = {
        valid,
        steps,
        signers,
        ...(report === undefined ? {} : { id: report.id, outcome: report.outcome }),
      };
      process.stdout.write(options.json ? canonicalJson(said) : told(verification));
      process.exitCode = valid ? 0 : 1;
    });
};

const collect = (file: string, files: readonly string[] = []): readonly string[] => [...files, file];
