import type { Defect } from '../defect.ts';
import { inTable } from '../edit.ts';

export const defect: Defect = {
  fails: ['UPD-1'],
  sentence: 'Updates are taken from anybody.',
  seenBy: [],
  change: inTable('updates', (rows) => rows.map((row) => ({ ...row, authenticated: 'none' }))),
};
