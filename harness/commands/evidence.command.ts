import type { Define } from './command.ts';

interface Json {
  readonly json?: true;
}

interface ImportOptions {
  readonly instrument: string;
  readonly operator?: string;
}

export const define: Define = (command) => {
  command.description('look into the evidence of a run, prove it, or add what another instrument observed');
  command
    .command('show')
    .description('list every attempt with its provenance, or print the latest observation of a task')
    .argument('<run>', 'run directory')
    .argument('[task]', 'a task, as open-ports/unit-1/tcp')
    .option('--json', 'print as JSON, also safe to pipe')
    .action(async (folder: string, task: string | undefined, options: Json) => {
      const { listEvidence, showObservation } = await import('./evidence-run.ts');
      const print = task === undefined ? listEvidence(folder, options) : showObservation(folder, task, options);
      process.stdout.write(print);
    });
  command
    .command('verify')
    .description('prove that no entry was edited, dropped, moved or cut off, and that every observation is genuine')
    .argument('<run>', 'run directory')
    .option('--head <hash>', 'the head that a report names')
    .option('--json', 'print as JSON')
    .action(async (folder: string, options: Json & { readonly head?: string }) => {
      const { proveEvidence } = await import('./evidence-run.ts');
      process.stdout.write(proveEvidence(folder, options));
    });
  command
    .command('import')
    .description("record an observation that the laboratory's own instrument made for a planned task")
    .argument('<run>', 'run directory')
    .argument('<task>', 'the planned task it answers')
    .argument('<file>', 'JSON that fits the schema of its kind, XML of nmap for open-ports, or a capture of Bluetooth')
    .requiredOption('--instrument <name>', 'which instrument made it, with its version: "nmap 7.95"')
    .option('--operator <id>', 'who says so; needed where the bench names several')
    .action(async (...[folder, task, file, options]: [string, string, string, ImportOptions]) => {
      const { importObservation } = await import('./evidence-run.ts');
      process.stdout.write(await importObservation(folder, { ...options, task, file }));
    });
  command.addHelpText('after', examples);
};

const examples = `
Examples:
  toymark evidence show runs/pip
  toymark evidence show runs/pip open-ports/unit-1/tcp
  toymark evidence verify runs/pip --head sha256:…
  toymark evidence import runs/pip open-ports/unit-1/tcp ports.json --instrument "nmap 7.95"
  toymark evidence import runs/pip bluetooth-capture/unit-1 btsnoop_hci.log --instrument "Android 15"`;
