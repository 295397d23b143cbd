import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Problem } from '../../schemas/problem.ts';
import { loadSuites } from '../judge/load-suites.ts';
import { readHouse, type Check, type House } from './house.ts';

/** What was looked at and what is wrong with it. */
export interface Checked {
  readonly problems: readonly Problem[];
  readonly requirements: number;
  readonly testCases: number;
  readonly specimens: number;
}

/** Which standard is looked at, and what is left out. */
export interface Looking {
  /** A copy of the standard; that of this package where absent. */
  readonly folder?: string | undefined;
  /** Checks that are left out, by the names of their files. */
  readonly without?: readonly string[];
}

/** Proves that standard, suites and specimens agree, one sentence a breach. */
export async function checkHouse({ folder, without = [] }: Looking = {}): Promise<Checked> {
  const { house, problems } = readHouse(await loadSuites(), folder);
  // Where a document could not be read, everything that names it would only seem to be wrong.
  if (problems.length > 0) return { problems, ...countsOf(house) };
  const found: Problem[] = [];
  for (const check of await checks(without)) found.push(...(await check(house)));
  return { problems: found, ...countsOf(house) };
}

async function checks(without: readonly string[]): Promise<readonly Check[]> {
  const folder = join(import.meta.dirname, 'checks');
  const files = readdirSync(folder).filter(
    (file) => file.endsWith('.js') && !file.endsWith('.test.js') && !without.includes(file.slice(0, -3)),
  );
  return Promise.all(
    files
      .sort()
      .map(async (file) => ((await import(pathToFileURL(join(folder, file)).href)) as { check: Check }).check),
  );
}

function countsOf({ requirements, specimens }: House): Omit<Checked, 'problems'> {
  return {
    requirements: requirements.length,
    testCases: requirements.reduce((sum, { value }) => sum + value.testCases.length, 0),
    specimens: [...specimens.values()].reduce((sum, { value }) => sum + value.length, 0),
  };
}
