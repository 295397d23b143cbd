import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * Tests run in networks without a way out. What a test needs from outside is fetched before: `x.test.ts` may have an
 * `x.fetch.ts` beside it that exports `fetchFirst()`. What cannot be fetched is told in a line; the test says the rest.
 */
export async function fetchFor(tests: readonly string[], tell: (line: string) => void): Promise<void> {
  for (const test of tests) {
    const file = test.replace(/\.test\.js$/, '.fetch.js');
    if (!existsSync(file)) continue;
    const started = performance.now();
    try {
      const { fetchFirst } = (await import(pathToFileURL(file).href)) as { readonly fetchFirst: () => Promise<void> };
      await fetchFirst();
      const seconds = (performance.now() - started) / 1000;
      if (seconds > 1) tell(`✔ fetched what ${test} needs in ${seconds.toFixed(1)} s`);
    } catch (error) {
      tell(`✘ ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
