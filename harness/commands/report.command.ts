import { visible } from '../../schemas/visible.ts';
import type { Define } from './command.ts';
import type { ReportOptions } from './report-run.ts';

interface Options extends ReportOptions {
  readonly format: string;
  readonly json?: true;
  readonly quiet?: true;
}

export const define: Define = (command) => {
  command
    .description('judge a run and write its report, for people and for machines')
    .argument('<run>', 'run directory')
    .option(
      '--format <names>',
      'forms beside the JSON, comma-separated: html, pdf, markdown, junit, oscal, in-toto, csv',
      'html',
    )
    .option('--id <number>', 'number of the report; made once where absent')
    .option('--issued-at <time>', 'when it is issued, as 2026-11-23T12:00:00Z; now where absent')
    .option('--operator <id>', 'operator who authorises it')
    .option(
      '--deviation <sentence...>',
      'where the method was not followed or added to, or what others provided; added to what the report before says',
    )
    .option('--forget-deviations', 'leave out what the report before says of deviations')
    .option('--edition <name>', 'judge under another edition, by name or path')
    .option('--suites <folder>', 'judge with other compiled suites')
    .option('--json', 'print the report as JSON')
    .option('--quiet', 'print nothing')
    .addHelpText(
      'after',
      '\nExamples:\n  toymark report runs/pip\n  toymark report runs/pip --format html,pdf,junit\n  toymark report runs/pip --format oscal,in-toto,csv\n  toymark report runs/pip --deviation "unit-2 was tested behind a second router"',
    )
    .action(report);
};

async function report(folder: string, options: Options): Promise<void> {
  const { formatsNamed, renderRun } = await import('./render-run.ts');
  const { exitCodeOf } = await import('./judge-run.ts');
  const { reportRun } = await import('./report-run.ts');
  const { summary, wantsColour } = await import('../../reports/render/summary.ts');
  const { canonicalJson } = await import('../../schemas/canonical-json.ts');
  const wanted = formatsNamed(options.format);
  const reported = await reportRun(folder, options);
  const made = reported.report;
  const [page] = await renderRun(folder, made, wanted);
  if (options.json) process.stdout.write(canonicalJson(made));
  else if (!options.quiet) {
    const next = `toymark sign ${folder} --key KEY`;
    const colour = wantsColour(process.stdout);
    process.stdout.write(summary(made, { colour, next, ...(page === undefined ? {} : { page }) }));
    if (reported.kept.length > 0) process.stdout.write(keptInWords(reported.kept));
  }
  process.exitCode = exitCodeOf(reported);
}

const keptInWords = (kept: readonly string[]) =>
  `Kept from the report before, as --forget-deviations was not given:\n${kept.map((one) => `  ${visible(one)}\n`).join('')}`;
