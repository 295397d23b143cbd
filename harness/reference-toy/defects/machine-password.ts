import type { Defect } from '../defect.ts';
import { inTable } from '../edit.ts';

export const defect: Defect = {
  fails: ['AUTH-6'],
  // The bench holds no login with which to try a password that only the toy knows.
  leavesOpen: ['AUTH-1-3', 'AUTH-4-1', 'AUTH-10-1', 'AUTH-5-1'],
  sentence: 'The toy proves itself to its service with a password.',
  seenBy: [],
  change: inTable('credentials', (rows) =>
    rows.map((row) => (row.id === 'cloud-key' ? { ...row, kind: 'user-password' } : row)),
  ),
};
