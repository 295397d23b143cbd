import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '../../schemas/load.ts';
import { suiteFolder } from './house.ts';

/** The names of the specimens of a requirement: what conforms to it and what does not, each in a few words. */
export function specimenNames(id: string): readonly string[] {
  const file = join(suiteFolder(id), 'specimens.yaml');
  return existsSync(file) ? load('specimens', file).value.map(({ name }) => name) : [];
}
