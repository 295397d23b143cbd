import type { Define } from './command.ts';

interface Options {
  readonly only?: string;
  readonly hide?: string;
  readonly personal: boolean;
  readonly out: string;
}

export const define: Define = (command) => {
  command
    .description('withhold parts of a report that was signed with --redactable; what is left still verifies')
    .argument('<file>', "the holder's copy, report.redactable.json")
    .option('--only <groups>', 'show these chapters and no other: NET,COMM')
    .option('--hide <parts>', 'withhold these parts too: limitations,units/0,attempts/open-ports')
    .option('--no-personal', 'also withhold customer, units, attempts and who authorised it')
    .requiredOption('--out <file>', 'where the redacted report goes')
    .addHelpText('after', about)
    .action(async (file: string, options: Options) => {
      const { redactFile } = await import('./redact-file.ts');
      process.stdout.write(redactFile(file, options));
    });
};

const about = `
The holder needs no key and no laboratory for it. Which parts are withheld shows, and how many there are.

Examples:
  toymark redact runs/pip/report.redactable.json --no-personal --out public.json
  toymark redact runs/pip/report.redactable.json --only NET --no-personal --out network.json
  toymark verify network.json --trust trust.yaml`;
