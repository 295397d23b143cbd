import { format } from 'node:util';
import Mocha from 'mocha';

/** What a lane is asked: one test file. */
export interface FileAsked {
  readonly file: string;
  readonly colour: boolean;
}

/** What a lane tells of it. */
export interface FileRun {
  readonly passed: number;
  readonly skipped: number;
  /** Full titles. */
  readonly failed: readonly string[];
  /** What mocha's reporter printed. */
  readonly shown: string;
  readonly seconds: number;
}

// A program of its own: runs the test files it is sent, one after the other, until the sender is gone.
process.on('message', (asked: FileAsked) => {
  void runFile(asked).then((run) => process.send?.(run));
});
process.on('disconnect', () => process.exit(0));
// Mocha only passes a rejection on to the other listeners: without this one it is lost, and where several runs listen they
// pass it to each other in every order, which takes all time and memory. So it fails the test that runs, or ends the process.
process.on('unhandledRejection', (reason) => {
  throw reason;
});

async function runFile({ file, colour }: FileAsked): Promise<FileRun> {
  const started = performance.now();
  const told = { lines: [] as string[], failed: [] as string[] };
  const stats = await runMocha({ file, colour }, told).catch((error: unknown) => {
    told.failed.push(`${file} cannot be loaded`);
    told.lines.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
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
  told: { readonly lines: string[]; readonly failed: string[] },
): Promise<Mocha.Stats | undefined> {
  const mocha = new Mocha({ reporter: 'spec', timeout: 60_000, slow: 5_000, forbidOnly: true, color });
  mocha.addFile(file);
  await mocha.loadFilesAsync();
  Mocha.reporters.Base.consoleLog = (...said: unknown[]) => told.lines.push(format(...said));
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      resolve(runner.stats);
      // Its listeners on this process would outlive it.
      mocha.dispose();
    });
    runner.on('fail', (test) => told.failed.push(test.fullTitle()));
  });
}
