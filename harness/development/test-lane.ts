import { format, inspect } from 'node:util';
import Mocha from 'mocha';

/** What a lane is asked: one test file. */
export interface FileAsked {
  readonly file: string;
  readonly colour: boolean;
}

/** A test that failed. */
export interface Failed {
  /** Its full title. */
  readonly title: string;
  /** What it said, and what differs; not longer than is read at the end of a long output. */
  readonly reason: string;
}

/** What a lane tells as it begins a test: should its process end or hang, the last one is where it did. */
export interface Began {
  /** Its full title, or where in the file the lane is otherwise. */
  readonly began: string;
}

/** What a lane tells of it at the end. */
export interface FileRun {
  readonly passed: number;
  readonly skipped: number;
  readonly failed: readonly Failed[];
  /** What mocha's reporter printed. */
  readonly shown: string;
  readonly seconds: number;
}

// A program of its own: runs the test files it is sent, one after the other, until the sender is gone.
process.on('message', (asked: FileAsked) => {
  void runFile(asked).then(tell);
});
process.on('disconnect', () => process.exit(0));
// Mocha only passes a rejection on to the other listeners: without this one it is lost, and where several runs listen they
// pass it to each other in every order, which takes all time and memory. So it fails the test that runs, or ends the process.
process.on('unhandledRejection', (reason) => {
  throw reason;
});

function tell(told: Began | FileRun): void {
  process.send?.(told);
}

async function runFile({ file, colour }: FileAsked): Promise<FileRun> {
  const started = performance.now();
  const told = { lines: [] as string[], failed: [] as Failed[] };
  const stats = await runMocha({ file, colour }, told).catch((error: unknown) => {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    told.failed.push({ title: `${file} cannot be loaded`, reason: shortened(reason) });
    told.lines.push(reason);
    return undefined;
  });
  return {
    passed: stats?.passes ?? 0,
    skipped: stats?.pending ?? 0,
    failed: told.failed,
    shown: told.lines.join('\n'),
    seconds: (performance.now() - started) / 1000,
  };
}

async function runMocha(
  { file, colour: color }: FileAsked,
  told: { readonly lines: string[]; readonly failed: Failed[] },
): Promise<Mocha.Stats | undefined> {
  const mocha = new Mocha({ reporter: 'spec', timeout: 60_000, slow: 5_000, forbidOnly: true, color });
  mocha.addFile(file);
  tell({ began: 'loading the file' });
  await mocha.loadFilesAsync();
  Mocha.reporters.Base.consoleLog = (...said: unknown[]) => told.lines.push(format(...said));
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      tell({ began: 'what follows the tests' });
      resolve(runner.stats);
      // Its listeners on this process would outlive it.
      mocha.dispose();
    });
    for (const event of ['hook', 'test'])
      runner.on(event, (one: Mocha.Runnable) => {
        tell({ began: one.fullTitle() });
      });
    runner.on('fail', (test, error: Error) => told.failed.push({ title: test.fullTitle(), reason: reasonOf(error) }));
  });
}

function reasonOf(error: Error): string {
  const { actual, expected } = error as { readonly actual?: unknown; readonly expected?: unknown };
  // Where a word came and none should have, the message holds its beginning alone.
  const alone = typeof actual === 'string' ? actual : '';
  const differs = actual === undefined || expected === undefined ? alone : difference(actual, expected);
  return shortened(`${error.message}\n${differs}`.trim());
}

// Mocha's reporter has written the values out already, where it shows a difference.
const difference = (actual: unknown, expected: unknown) =>
  Mocha.reporters.Base.generateDiff(written(actual), written(expected));

const written = (value: unknown) => (typeof value === 'string' ? value : inspect(value, { depth: 6 }));

const shortened = (text: string) => (text.length <= 2000 ? text : `${text.slice(0, 2000)} …`);
