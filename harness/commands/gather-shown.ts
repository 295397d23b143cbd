import type { Listener } from '../gather/events.ts';
import { examinerFor } from './examiner-for.ts';
import { gatherRun, type GatheredRun, type GatherRunOptions } from './gather-run.ts';
import { interruption } from './interruption.ts';
import { readDeclaration, runDirectory } from './run-directory.ts';

/** What a person may say of gathering on the command line. */
export interface ShownOptions extends Pick<GatherRunOptions, 'resume' | 'again' | 'operator' | 'edition'> {
  /** File of answers; the person at the terminal is asked where absent. */
  readonly answers?: string | undefined;
  readonly quiet?: boolean | undefined;
}

/** Gathers for a run while a person watches: progress on standard error, Ctrl-C keeps what was gathered. */
export async function gatherShown(folder: string, options: ShownOptions): Promise<GatheredRun> {
  const on = options.quiet ? () => undefined : await progress();
  const keys = interruption(() => {
    on({ type: 'interrupted' });
  });
  try {
    const run = runDirectory(folder);
    const { declared: declaration } = readDeclaration(run);
    const { examiner, operator } = await examinerFor({ ...options, declaration }, keys);
    const { signal: interrupt } = keys;
    return await gatherRun(run, { ...options, examiner, operator, on, interrupt });
  } finally {
    keys.end();
  }
}

// On standard error, so that --json can be piped.
async function progress(): Promise<Listener> {
  const { stderr } = process;
  if (stderr.isTTY && process.env['TERM'] !== 'dumb') return (await import('../gather/show-live.ts')).showLive(stderr);
  return (await import('../gather/show-lines.ts')).showLines((text) => void stderr.write(text));
}
