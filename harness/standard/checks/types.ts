import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../house.ts';

/** `schemas/types.ts` says what the schemas say. Only in the sources: an installed package has no generator. */
export const check: Check = async ({ schemas }) => {
  const file = join(schemas, 'types.ts');
  if (!existsSync(file)) return [];
  const { generateTypes } = await import('../../development/types.ts');
  if ((await generateTypes()) === readFileSync(file, 'utf8')) return [];
  return [{ code: 'TYPES', where: file, problem: 'the types differ from the schemas', hint: 'Run npm run format.' }];
};
