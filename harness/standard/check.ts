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

/** Proves that standard, suites and specimens agree, one sentence a breach; the standard perhaps from a copy. */
export async function checkHouse(folder?: string): Promise<Checked> {
  const { house, problems } = readHouse(await loadSuites(), folder);
  const found: Problem[] = [...problems];
  for (const check of await checks()) found.push(...(await check(house)));
  return { problems: found, ...countsOf(house) };
}

async function checks(): Promise<readonly Check[]> {
  const folder = join(import.meta.dirname, 'checks');
  const files = readdirSync(folder).filter((file) => file.endsWith('.js') && !file.endsWith('.test.js'));
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
