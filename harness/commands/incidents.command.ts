import { rmSync } from 'node:fs';
import type { ShownIncident } from '../reference-toy/shown-incident.ts';
import { exit, type Define } from './command.ts';
import { interruption } from './interruption.ts';

interface Options {
  readonly out: string;
  readonly json?: true;
  readonly list?: true;
}

export const define: Define = (command) => {
  command
    .description(
      'take products that went wrong before through the suites, their radios and the rest of them, and show what catches them',
    )
    .argument('[incident...]', 'ids as in standard/incidents.yaml; all that can be simulated where absent')
    .option('--out <folder>', 'where their runs are kept', 'runs/incidents')
    .option('--list', 'list the incidents that can be simulated, what is known of each, and from where')
    .option('--json', 'print as JSON')
    .addHelpText('after', examples)
    .action(async (ids: readonly string[], options: Options) => {
      const { loadShownIncidents } = await import('../reference-toy/shown-incident.ts');
      const incidents = await loadShownIncidents(ids);
      if (options.list) await list(incidents, options);
      else await judgeAll(incidents, options);
    });
};

const examples = `
Examples:
  toymark incidents
  toymark incidents cayla-2014 vtech-2015
  toymark incidents --json
  toymark incidents --list
The table names what is listed and no instrument can judge yet: requirements that are still proposed.
Ends with 0 where each fails exactly the other requirements that are listed for it, else with 1.
Each is a simulation of what was published; --list says what is known of it and what was filled in.`;

async function list(incidents: readonly ShownIncident[], { json: asJson }: Options): Promise<void> {
  const { incidentsAsData, incidentsListed } = await import('./incidents-table.ts');
  process.stdout.write(asJson ? json(incidentsAsData(incidents)) : incidentsListed(incidents));
}

async function judgeAll(incidents: readonly ShownIncident[], { out, json: asJson }: Options): Promise<void> {
  const { judgeIncidents, runsOf } = await import('./incidents-run.ts');
  const { incidentsTable } = await import('./incidents-table.ts');
  const { signal, end } = interruption(() => process.stderr.write('Ending; what was gathered is kept.\n'));
  // Runs of before would be resumed otherwise.
  for (const run of incidents.flatMap(({ id }) => runsOf(out, id))) rmSync(run, { recursive: true, force: true });
  const done = (id: string) => process.stderr.write(`${id} gathered\n`);
  try {
    const judged = await judgeIncidents(incidents, { folder: out, interrupt: signal, done });
    process.stdout.write(asJson ? json(judged) : incidentsTable(judged));
    const right = judged.length === incidents.length && judged.every(({ agrees }) => agrees);
    process.exitCode = right ? exit.conforms : exit.fails;
  } finally {
    end();
  }
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
