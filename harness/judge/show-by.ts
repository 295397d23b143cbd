import { existsSync } from 'node:fs';
import Mocha from 'mocha';
import { UserError } from '../../schemas/problem.ts';

type Reporter = new (
  runner: Mocha.Runner,
  options: Mocha.MochaOptions,
) => { done?: (failures: number, end: (failures: number) => void) => void };

/** Shows nothing. */
export class Silent extends Mocha.reporters.Base {}

/**
 * Lets a mocha reporter, by name or path, show the next run; none where it is absent. What it throws then is told to
 * `failed`, and the run comes to its end.
 * @throws UserError UNKNOWN_NAME, or REFUSED where it cannot be loaded
 */
export function showBy(mocha: Mocha, reporter: string | undefined, failed: (error: unknown) => void): void {
  if (reporter === undefined) {
    mocha.reporter(Silent);
    return;
  }
  try {
    mocha.reporter(reporter);
  } catch (error) {
    if (existsSync(reporter)) throw reporterFailed(reporter, error);
    if ((error as { code?: unknown }).code !== 'ERR_MOCHA_INVALID_REPORTER') throw error;
    const known = Object.keys(Mocha.reporters).filter((name) => /^[a-z]/.test(name) && name !== 'base');
    const hint = `Mocha brings ${known.join(', ')}; others by their path.`;
    const problem = 'there is no such reporter';
    throw new UserError({ code: 'UNKNOWN_NAME', where: `--reporter ${reporter}`, problem, hint }, 64);
  }
  const { _reporter: chosen } = mocha as unknown as { readonly _reporter: Reporter };
  mocha.reporter(guard(chosen, failed) as unknown as Mocha.ReporterConstructor);
}

/** A reporter only shows: where it fails nothing is wrong with the judging, and nothing is kept of it. */
export function reporterFailed(reporter: string, error: unknown): UserError {
  const [said = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
  const hint = 'toymark judge without --reporter tells the verdicts.';
  return new UserError(
    { code: 'REFUSED', where: `--reporter ${reporter}`, problem: `the reporter failed: ${said}`, hint },
    64,
  );
}

// Whatever it throws, when it is made, at an event or when all is done, it cannot keep a run from its end.
function guard(chosen: Reporter, failed: (error: unknown) => void): Reporter {
  const guarded = <T>(act: () => T): T | undefined => {
    try {
      return act();
    } catch (error) {
      failed(error);
      return undefined;
    }
  };
  return class {
    readonly #reporter: InstanceType<Reporter> | undefined;

    constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
      // Each listener by itself: mocha's own stand behind those of the reporter.
      runner.emit = (event: string, ...told: unknown[]) => {
        const listeners = runner.rawListeners(event);
        for (const listener of listeners) guarded(() => Reflect.apply(listener, runner, told) as unknown);
        return listeners.length > 0;
      };
      this.#reporter = guarded(() => new chosen(runner, options));
    }

    done(failures: number, end: (failures: number) => void): void {
      if (typeof this.#reporter?.done !== 'function') {
        end(failures);
        return;
      }
      try {
        this.#reporter.done(failures, end);
      } catch (error) {
        failed(error);
        end(failures);
      }
    }
  };
}
