import type { Why } from '../plan/why.ts';
import type { PlanOptions, Planned } from './plan-run.ts';
import type { Define } from './command.ts';

interface Options extends PlanOptions {
  readonly bench?: string;
  readonly out?: string;
  readonly why?: string;
  readonly json?: true;
}

export const define: Define = (command) => {
  command
    .description('say which test cases apply to a product, why the others do not, and what the instruments will do')
    .argument('<declaration>', 'declaration of the product (YAML)')
    .option('--level <level>', 'basic, substantial or high; the declared one where absent')
    .option('--edition <name>', 'edition of the standard, by name or path')
    .option('--only <ids>', 'groups, requirements or test cases, separated by commas: NET,COMM-1')
    .option(
      '--why <requirement>',
      'name the facts that decide about a requirement, and the smallest change that flips it',
    )
    .option('--bench <file>', 'bench of the laboratory; with --out')
    .option('--out <folder>', 'start a run directory that holds the plan')
    .option('--json', 'print the plan as JSON')
    .addHelpText('after', examples)
    .action(async (file: string, options: Options) => {
      const { makePlan, startRun } = await import('./plan-run.ts');
      if (options.out !== undefined && options.bench === undefined)
        command.error('--out needs --bench', { exitCode: 64 });
      const planned =
        options.out === undefined
          ? await makePlan(file, options)
          : (await startRun(options.out, { declarationFile: file, benchFile: options.bench ?? '' }, options)).planned;
      if (options.why !== undefined) process.stdout.write(await explain(planned, options.why, options.json));
      else process.stdout.write(options.json ? `${JSON.stringify(planned.plan, null, 2)}\n` : await overview(planned));
      if (options.out !== undefined) process.stdout.write(`Next: toymark gather ${options.out}\n`);
    });
};

const examples = `
Examples:
  toymark plan declaration.yaml
  toymark plan declaration.yaml --why NET-3
  toymark plan declaration.yaml --bench bench.yaml --out runs/pip --only NET,COMM-1`;

async function explain({ standard, plan, declaration }: Planned, id: string, json: true | undefined): Promise<string> {
  const { why } = await import('../plan/why.ts');
  const { UserError } = await import('../../schemas/problem.ts');
  const requirement = standard.requirements.get(id);
  const planned = plan.requirements.find((each) => each.id === id);
  if (requirement === undefined || planned === undefined)
    throw new UserError(
      {
        code: 'UNKNOWN_NAME',
        where: `--why ${id}`,
        problem: 'the edition has no such requirement',
        hint: 'toymark standard list names all that there are.',
      },
      64,
    );
  const found = why(requirement, planned, new Map(Object.entries(declaration.value.features)));
  if (json) return `${JSON.stringify(found, null, 2)}\n`;
  const said = (facts: typeof found.facts) => facts.map(({ feature, answer }) => `${feature}: ${answer}`);
  const { countsFrom } = found;
  const facts = countsFrom === undefined ? said(found.facts) : [...said(found.facts), `level: ${plan.level}`];
  return [
    `${found.requirement} ${found.title}`,
    `  ${found.selection}${found.because === undefined ? '' : ` — ${found.because}`}`,
    `  applies when        ${found.condition}`,
    `  deciding facts      ${facts.join(', ') || 'none'}`,
    `  smallest change     ${countsFrom === undefined ? turning(found, said) : `level: ${countsFrom}`}`,
    '',
  ].join('\n');
}

function turning({ condition, change }: Why, said: (facts: Why['facts']) => readonly string[]): string {
  if (condition === 'always') return 'none: it always applies';
  return change === undefined ? 'no answer would change that' : said(change).join(', ');
}

async function overview({ plan, standard }: Planned): Promise<string> {
  const { covers } = await import('../plan/select-test-cases.ts');
  const { only } = plan;
  const wanted = (id: string) => only?.some((name) => covers(name, id) || covers(id, name)) ?? true;
  const requirements = plan.requirements.filter(({ id }) => wanted(id));
  const chosen = requirements.filter(({ selection }) => selection === 'selected');
  const others = requirements.filter(({ selection }) => selection !== 'selected');
  const selected = plan.testCases.filter(({ selection }) => selection === 'selected');
  const pending = plan.testCases.filter(
    ({ id, selection, requirement }) =>
      selection === 'not-tested' && wanted(id) && !others.some((other) => other.id === requirement),
  );
  const kinds = [...new Set(plan.tasks.map(({ kind }) => kind))];
  const left = plan.requirements.length - requirements.length;
  return [
    `Edition ${standard.edition.edition}, level ${plan.level}: ${selected.length} test cases of ${chosen.length} requirements apply.`,
    '',
    ...chosen.map(({ id, title }) => {
      const cases = selected
        .filter(({ requirement }) => requirement === id)
        .map((each) => each.id.replace(`${id}-`, ''));
      return `  ${id.padEnd(8)} ${title.padEnd(62)} ${cases.length === 0 ? '–' : cases.join(' ')}`;
    }),
    ...section('Not selected', others.map(told)),
    ...section(
      'Not tested',
      pending.map(({ purpose, ...each }) => told({ ...each, title: purpose })),
    ),
    ...section(
      'Instruments',
      kinds.map((kind) => `  ${kind.padEnd(20)} ${describeTasks(plan.tasks.filter((task) => task.kind === kind))}`),
    ),
    ...(left === 0 ? [] : ['', `${left} other requirements are left out by --only; the report says so.`]),
    '',
  ].join('\n');
}

const told = ({ id, title, because }: { id: string; title: string; because?: string | undefined }) =>
  `  ${id.padEnd(8)} ${title}\n           ${because ?? ''}`;

const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', title, ...lines]);

function describeTasks(tasks: Planned['plan']['tasks']): string {
  const seconds = tasks.reduce((sum, { estimatedSeconds }) => sum + estimatedSeconds, 0);
  const units = [...new Set(tasks.flatMap((task) => task.units))].sort().join(', ');
  const time = seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
  return `${tasks.length} ${tasks.length === 1 ? 'task ' : 'tasks'}  about ${time.padEnd(7)} ${units}`;
}
