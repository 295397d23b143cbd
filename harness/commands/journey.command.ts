import type { Define } from './command.ts';
import { journeyHelp } from './journey-help.ts';
import type { Recorded } from './journey-record.ts';

interface CheckOptions {
  readonly bench: string;
  readonly journey?: readonly string[];
  readonly out?: string;
  readonly har?: true;
  readonly json?: true;
}

export const define: Define = (command) => {
  command.description('write journeys through the companion pages, and try them');
  command
    .command('check')
    .description('take the declared journeys once, and say where one breaks, with a picture of the page')
    .argument('<declaration>', 'the declaration with the table ixit.journeys')
    .requiredOption('--bench <file>', 'the bench, whose family and names are used')
    .option('--journey <id...>', 'only these; all where absent')
    .option('--out <folder>', 'where pictures are written; runs/journeys where absent')
    .option('--har', 'write what the browser asked there too, for toymark api from; holds the secrets of the bench')
    .option('--json', 'print as JSON')
    .action(async (declaration: string, options: CheckOptions) => {
      const { checkDeclared } = await import('./journey-run.ts');
      process.exitCode = await checkDeclared(declaration, options);
    });
  command
    .command('record')
    .description('open a browser and write a journey down while a person clicks; closing the window ends it')
    .argument('<url>', 'the first page')
    .requiredOption('--id <id>', 'name of the journey')
    .option('--part <id>', 'the part of the product it belongs to', 'pages')
    .option('--declaration <file>', 'with the bench: its trust anchors are believed, its credentials written by id')
    .option('--bench <file>', 'the bench; values of its family are written by their names')
    .option('--out <file>', 'where it is written; printed where absent')
    .option('--headless', 'without a window, for a program that clicks through the printed address')
    .action(async (url: string, options: Recorded) => {
      const { recordDeclared } = await import('./journey-record.ts');
      await recordDeclared(url, options);
    });
  command.addHelpText('after', journeyHelp);
};
