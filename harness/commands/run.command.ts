import type { TestedProduct } from './test-product.ts';
import type { Define } from './command.ts';
import type { ShownOptions } from './gather-shown.ts';
import type { PlanOptions } from './plan-run.ts';

interface Options extends PlanOptions, Pick<ShownOptions, 'answers' | 'operator' | 'quiet'> {
  readonly bench: string;
  readonly out: string;
  readonly sign?: string;
  readonly passphraseFile?: string;
  readonly json?: true;
}

export const define: Define = (command) => {
  command
    .description('test a product: plan, gather, judge, report, and sign where a key is given')
    .argument('<declaration>', 'declaration of the product (YAML)')
    .requiredOption('--bench <file>', 'bench of the laboratory')
    .requiredOption('--out <folder>', 'run directory to write; it must not hold a run yet')
    .option('--level <level>', 'basic, substantial or high; the declared one where absent')
    .option('--edition <name>', 'edition of the standard, by name or path')
    .option('--only <ids>', 'groups, requirements or test cases, separated by commas: NET,COMM-1')
    .option('--answers <file>', 'answers of the examiner, instead of asking')
    .option('--operator <id>', 'who works at the bench; needed where the bench names several')
    .option('--sign <key>', 'sign the report with this private key')
    .option('--passphrase-file <file>', 'passphrase of the key; otherwise TOYMARK_PASSPHRASE or a prompt')
    .option('--quiet', 'no progress')
    .option('--json', 'print the report as JSON')
    .addHelpText('after', examples)
    .action(async (file: string, options: Options) => {
      const { testProduct } = await import('./test-product.ts');
      const { exitCodeOf } = await import('./judge-run.ts');
      const tested = await testProduct(file, options);
      process.stdout.write(tested === undefined ? stopped(options.out) : await told(tested, options));
      process.exitCode = tested === undefined ? 2 : exitCodeOf(tested);
      // An instrument that ignored its signal must not keep the program.
      setTimeout(() => process.exit(), 1000).unref();
    });
};

const stopped = (run: string) => `Stopped; what was gathered is kept.\nNext  toymark gather ${run} --resume\n`;

async function told({ report, page, envelope }: TestedProduct, { out, json }: Options): Promise<string> {
  const { canonicalJson } = await import('../../schemas/canonical-json.ts');
  const { summary, wantsColour } = await import('../../reports/render/summary.ts');
  if (json) return canonicalJson(report);
  const next =
    envelope === undefined ? `toymark sign ${out} --key KEY` : `toymark verify ${envelope} --trust trust.yaml`;
  return summary(report, { colour: wantsColour(process.stdout), next, page });
}

const examples = `
Examples:
  toymark run declaration.yaml --bench bench.yaml --out runs/pip
  toymark run declaration.yaml --bench bench.yaml --only NET,COMM-1 --out runs/x --answers answers.yaml --sign key.pem
Ctrl-C keeps what was gathered; go on with toymark gather RUN --resume, then toymark report RUN.`;
