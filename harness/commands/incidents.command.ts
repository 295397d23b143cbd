import { rmSync } from 'node:fs';
import type { NamedIncident } from '../reference-toy/incidents/incident.ts';
import { exit, type Define } from './command.ts';
import type { JudgedIncident } from './incidents-run.ts';
import { interruption } from './interruption.ts';

interface Options {
  readonly out: string;
  readonly json?: true;
  readonly list?: true;
}

export const define: Define = (command) => {
  command
    .description(
      'take toys that went wrong before through the suites, over emulated Bluetooth, and show what catches them',
    )
    .argument('[incident...]', 'ids as in standard/incidents.yaml; all that can be simulated where absent')
    .option('--out <folder>', 'where their runs are kept', 'runs/incidents')
    .option('--list', 'list the incidents that can be simulated, what is known of each, and from where')
    .option('--json', 'print as JSON')
    .addHelpText('after', examples)
    .action(async (ids: readonly string[], options: Options) => {
      const { loadIncidents } = await import('../reference-toy/incidents/incident.ts');
      const incidents = await loadIncidents(ids);
      if (options.list) process.stdout.write(options.json ? json(incidents) : listed(incidents));
      else await judgeAll(incidents, options);
    });
};

const examples = `
Examples:
  toymark incidents
  toymark incidents cayla-2014 --json
  toymark incidents --list
Ends with 0 where each toy fails exactly the requirements that are listed for it, else with 1.`;

async function judgeAll(incidents: readonly NamedIncident[], { out, json: asJson }: Options): Promise<void> {
  const { judgeIncidents } = await import('./incidents-run.ts');
  const { signal, end } = interruption(() => process.stderr.write('Ending; what was gathered is kept.\n'));
  // Runs of before would be resumed otherwise.
  for (const { id } of incidents) rmSync(`${out}/${id}`, { recursive: true, force: true });
  const done = (id: string) => process.stderr.write(`${id} gathered\n`);
  try {
    const judged = await judgeIncidents(incidents, { folder: out, interrupt: signal, done });
    process.stdout.write(asJson ? json(judged) : table(judged));
    const right = judged.length === incidents.length && judged.every(({ agrees }) => agrees);
    process.exitCode = right ? exit.conforms : exit.fails;
  } finally {
    end();
  }
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

function table(judged: readonly JudgedIncident[]): string {
  const wide = (of: (each: JudgedIncident) => string) => Math.max(...judged.map((each) => of(each).length));
  const [id, product] = [wide((each) => each.id), wide((each) => each.product)];
  const lines = judged.map((each) => {
    const said = each.agrees ? 'as listed' : `listed: ${each.listed.join(', ') || 'nothing'}`;
    return `${each.id.padEnd(id)}  ${each.product.padEnd(product)}  fails ${each.failing.join(', ') || 'nothing'} (${said})\n`;
  });
  const right = judged.filter(({ agrees }) => agrees).length;
  return `${lines.join('')}${right} of ${judged.length} toys fail exactly what standard/incidents.yaml lists of their radio.\n`;
}

const listed = (incidents: readonly NamedIncident[]): string =>
  incidents
    .map(
      ({ id, model, known, sources }) =>
        `${id}  ${model}\n  ${known.replaceAll(/\s+/g, ' ')}\n  ${sources.join('; ')}\n`,
    )
    .join('');
