import type Mocha from 'mocha';

/** How mocha's runner comes to its next test. */
export interface Turning {
  immediately: (turn: () => void) => void;
}

/**
 * Runs the wanted tests of a loaded mocha, and nothing else. Mocha walks through all suites several times in each run, and
 * lets the event loop turn several times between two tests; a spec waits for nothing, and judging many runs would be mostly
 * walking and turning.
 */
export async function runWanted(mocha: Mocha, runner: Turning, wanted: ReadonlySet<Mocha.Test>): Promise<void> {
  const { immediately } = runner;
  const widen = narrow(mocha.suite, wanted);
  runner.immediately = inOneTurn();
  let idle: (() => void) | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      idle = () => reject(new Error('it was not done when nothing was left to do'));
      process.once('beforeExit', idle);
      mocha.run(() => {
        resolve();
      });
    });
  } finally {
    if (idle !== undefined) process.off('beforeExit', idle);
    runner.immediately = immediately;
    widen();
  }
}

/** Leaves only the wanted tests in a suite; gives what brings the others back. */
function narrow(suite: Mocha.Suite, wanted: ReadonlySet<Mocha.Test>): () => void {
  const { tests, suites } = suite;
  const widen = suites.map((inner) => narrow(inner, wanted));
  suite.tests = tests.filter((test) => wanted.has(test));
  suite.suites = suites.filter((inner) => inner.tests.length + inner.suites.length > 0);
  return () => {
    suite.tests = tests;
    suite.suites = suites;
    for (const each of widen) each();
  };
}

// What a turn asks for next is taken after it, in the same turn of the event loop: the list grows while it is walked.
function inOneTurn(): Turning['immediately'] {
  const turns: (() => void)[] = [];
  return (turn) => {
    if (turns.push(turn) > 1) return;
    queueMicrotask(() => {
      try {
        for (const next of turns) next();
      } finally {
        // A reporter that throws ends this; mocha then asks for a turn again.
        turns.length = 0;
      }
    });
  };
}
