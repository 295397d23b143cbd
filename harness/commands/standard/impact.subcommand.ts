import { InvalidArgumentError } from 'commander';
import type { Define } from '../command.ts';

interface Options {
  readonly runs: readonly string[];
  readonly standardA?: string;
  readonly standardB?: string;
  readonly jobs?: number;
  readonly markdown?: true;
  readonly json?: true;
  readonly quiet?: true;
}

export const define: Define = (command) => {
  command
    .description('judge stored runs again under another edition, without the toys: what a revision means for products')
    .argument('<before>', 'edition, by name or path')
    .argument('<after>', 'edition, by name or path')
    .requiredOption('--runs <folder...>', 'run directories, or folders that hold them')
    .option('--standard-a <folder>', 'another copy of the standard for the first edition')
    .option('--standard-b <folder>', 'another copy of the standard for the second edition')
    .option('--jobs <number>', 'processes that judge at once; one for each core where absent', jobsOf)
    .option('--markdown', 'print Markdown, with every product')
    .option('--json', 'print the impact as JSON')
    .option('--quiet', 'no progress')
    .addHelpText('after', examples)
    .action(impact);
};

async function impact(before: string, after: string, options: Options): Promise<void> {
  const { findRuns } = await import('../impact/find-runs.ts');
  const { impactOf } = await import('../impact/across-cores.ts');
  const { inMarkdown, told } = await import('../impact/tell.ts');
  const { canonicalJson } = await import('../../../schemas/canonical-json.ts');
  const question = {
    before: { edition: before, folder: options.standardA },
    after: { edition: after, folder: options.standardB },
  };
  const runs = findRuns(options.runs);
  const on = options.quiet || !process.stderr.isTTY ? undefined : progress(runs.length);
  const found = await impactOf(runs, question, { jobs: options.jobs, on });
  if (options.json) process.stdout.write(canonicalJson(found));
  else process.stdout.write(options.markdown ? inMarkdown(found) : told(found));
  if (found.products.some(({ outcome }) => outcome === 'unreadable')) process.exitCode = 65;
}

// On standard error, so that --json can be piped.
const progress = (all: number) => (done: number) =>
  void process.stderr.write(`\r${done} of ${all} runs judged${done === all ? '\n' : ''}`);

function jobsOf(given: string): number {
  if (/^[1-9][0-9]{0,2}$/.test(given)) return Number(given);
  throw new InvalidArgumentError('Expected a number of processes, from 1 to 999.');
}

const examples = `
A product conforms, would fail now (which test cases, with their findings), fails already, or needs new evidence (which
instruments, and about how long). The exit code is 0, or 65 where a stored run cannot be judged at all.

Examples:
  toymark standard impact 1.0 next --runs runs
  toymark standard impact 1.0 next --runs runs/2026 runs/2027 --markdown > minutes.md
  toymark standard impact 1.0 next --runs runs --standard-b ../our-copy/standard --json`;
