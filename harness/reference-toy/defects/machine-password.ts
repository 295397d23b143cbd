import type { Defect } from '../defect.ts';
import { inTable } from '../edit.ts';

export const defect: Defect = {
  fails: ['AUTH-6'],
  sentence: 'The toy proves itself to its service with a password.',
  seenBy: [],
  change: inTable('credentials', (rows) =>
    rows.map((row) => (row.id === 'cloud-key' ? { ...row, kind: 'user-password' } : row)),
  ),
};
