import type { Define } from './command.ts';
import type { GatheredRun } from './gather-run.ts';

interface Options {
  readonly resume?: true;
  readonly again?: readonly string[];
  readonly answers?: string;
  readonly operator?: string;
  readonly edition?: string;
  readonly quiet?: true;
  readonly json?: true;
}

export const define: Define = (command) => {
  command
    .description('let the instruments observe the product, as the plan of a run asks; every attempt is journaled')
    .argument('<run>', 'run directory')
    .option('--resume', 'go on where gathering ended; what was observed is not repeated')
    .option('--again <task...>', 'attempt tasks once more: open-ports/unit-1/tcp, or all of open-ports')
    .option('--answers <file>', 'answers of the examiner, instead of asking')
    .option('--operator <id>', 'who works at the bench; needed where the bench names several')
    .option('--edition <path>', 'the edition of the plan, where it is not one of this package')
    .option('--quiet', 'no progress')
    .option('--json', 'print what was gathered as JSON')
    .addHelpText('after', examples)
    .action(async (folder: string, options: Options) => {
      const { gatherShown } = await import('./gather-shown.ts');
      const gathered = await gatherShown(folder, options);
      process.stdout.write(options.json ? await asJson(gathered) : summary(folder, gathered));
      process.exitCode = gathered.outcomes.every(observed) && gathered.notStarted.length === 0 ? 0 : 2;
      // An instrument that ignored its signal must not keep the program.
      setTimeout(() => process.exit(), 1000).unref();
    });
};

const examples = `
Examples:
  toymark gather runs/pip
  toymark gather runs/pip --resume
  toymark gather runs/pip --again tls-server --answers answers.yaml
Ends with 0 when everything was observed, 2 when something was not.`;

const observed = ({ outcome }: GatheredRun['outcomes'][number]) => outcome.type === 'observed';

async function asJson({ outcomes, notStarted, head, interrupted }: GatheredRun): Promise<string> {
  const { canonicalJson } = await import('../../schemas/canonical-json.ts');
  const tasks = outcomes.map(({ task, outcome }) => ({ task: task.id, ...outcome }));
  return canonicalJson({ tasks, notStarted: notStarted.map(({ id }) => id), head, interrupted });
}

function summary(folder: string, { outcomes, notStarted, interrupted }: GatheredRun): string {
  const count = outcomes.filter(observed).length;
  const gaps = outcomes.flatMap(({ task, outcome }) =>
    outcome.type === 'observed' ? [] : [`  ${task.id}  ${outcome.reason}: ${outcome.detail.slice(0, 200)}`],
  );
  const listed = gaps.length > 8 ? [...gaps.slice(0, 7), `  and ${gaps.length - 7} more`] : gaps;
  return [
    `${count} of ${outcomes.length + notStarted.length} tasks observed${listed.length === 0 ? '.' : '; not observed:'}`,
    ...listed,
    interrupted ? `Next: toymark gather ${folder} --resume` : `Next: toymark judge ${folder}`,
    '',
  ].join('\n');
}
