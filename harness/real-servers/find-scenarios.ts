import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from './scenario.ts';

/** Every scenario: `scenarios/<server>.ts` exports those of one server. */
export async function findScenarios(): Promise<readonly Scenario[]> {
  const folder = join(import.meta.dirname, 'scenarios');
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .sort();
  const modules = await Promise.all(
    files.map((file) => import(join(folder, file)) as Promise<{ readonly scenarios: readonly Scenario[] }>),
  );
  return modules.flatMap(({ scenarios }) => scenarios);
}
