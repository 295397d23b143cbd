import type { Defect } from '../defect.ts';
import { inTable } from '../edit.ts';

export const defect: Defect = {
  fails: ['UPD-9'],
  sentence: 'Updates wait until somebody starts them.',
  seenBy: [],
  change: inTable('updates', (rows) => rows.map((row) => ({ ...row, automatic: false }))),
};
