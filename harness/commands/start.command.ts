import type { Define } from './command.ts';
import type { DemonstratedCertificate } from './start-certificate.ts';
import type { Demonstrated } from './start-run.ts';

interface Options {
  readonly defect?: readonly string[];
  readonly level?: string;
  readonly edition?: string;
  readonly only?: string;
  readonly out?: string;
  readonly quiet?: true;
  readonly json?: true;
}

export const define: Define = (command) => {
  command
    .description(
      'take a simulated toy through the whole line on this computer: plan, gather, judge, report, sign, verify, certify',
    )
    .option('--defect <name...>', 'what is wrong with the toy; toymark reference-toy --list names them')
    .option('--level <level>', 'basic, substantial or high; the declared one where absent')
    .option('--edition <name>', 'edition of the standard, by name or path')
    .option('--only <ids>', 'groups, requirements or test cases, separated by commas: NET,COMM-1')
    .option('--out <folder>', 'run directory to be made; runs/pip-<time> where absent')
    .option('--quiet', 'no progress')
    .option('--json', 'print the report as JSON')
    .addHelpText('after', examples)
    .action(async (options: Options) => {
      const { inNamespace, insideNamespace } = await import('../reference-toy/namespace.ts');
      // In a network of its own, no service of this computer can be taken for the toy's.
      const apart = insideNamespace() ? undefined : await inNamespace(process.argv[1] ?? '', process.argv.slice(2));
      process.exitCode = apart ?? (await act(options));
      // An instrument that ignored its signal must not keep the program.
      setTimeout(() => process.exit(), 1000).unref();
    });
};

const examples = `
Examples:
  toymark start
  toymark start --defect open-telnet
Ends with 0 when the toy conforms, 1 when something fails, 2 when nothing fails but something could not be decided.`;

async function act(options: Options): Promise<number> {
  const started = performance.now();
  const { demonstrateRun } = await import('./start-run.ts');
  const { exitCodeOf } = await import('./judge-run.ts');
  const { canonicalJson } = await import('../../schemas/canonical-json.ts');
  const out = options.out ?? `runs/pip-${stamp(new Date())}`;
  const done = await demonstrateRun({ ...options, out });
  if (done === undefined) {
    process.stdout.write(`Stopped; what was gathered is kept in ${out}.\n`);
    return 2;
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(options.json ? canonicalJson(done.report) : await told(done, seconds));
  return exitCodeOf(done);
}

const stamp = (now: Date) => now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');

async function told({ run, report, page, verification, certified }: Demonstrated, seconds: number): Promise<string> {
  const { summary, wantsColour } = await import('../../reports/render/summary.ts');
  const failed = verification.steps.find(({ state }) => state === 'failed');
  const checked = verification.valid
    ? 'Signed with a key made for this run, and verified: judged again, the evidence gives the same verdicts.'
    : `Signed, and not verified: ${failed?.message ?? 'a step failed'}.`;
  const next = `toymark judge ${run.folder} --reporter spec`;
  const rest = summary(report, { colour: wantsColour(process.stdout), page, next });
  const granted = certified === undefined ? '' : certificateLines(run.folder, certified);
  return `${report.judgements.length} test cases judged, each by itself, in ${seconds} s. ${checked}\n\n${rest}${granted}`;
}

function certificateLines(folder: string, { verification, bundle, page }: DemonstratedCertificate): string {
  const { certificate, included, inForce } = verification;
  if (certificate === undefined || inForce === undefined)
    return `No certificate: ${verification.steps.find(({ state }) => state === 'failed')?.message ?? 'its status is unknown'}\n`;
  return [
    `\nCertificate ${certificate.id}, in force until ${certificate.expiresAt.slice(0, 10)}: entry ${included?.index} of the register in ${folder}/register,`,
    `seen by ${included?.witnessed.length} witnesses. Nobody reviewed it and its keys are gone: it shows the line, nothing else.`,
    `Bundle  ${bundle}`,
    `Verify  toymark verify ${folder} --trust ${folder}/trust.json`,
    `Page    toymark registry serve ${folder}/register, then open http://127.0.0.1:8080/${page}\n`,
  ].join('\n');
}
