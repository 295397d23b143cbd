import type { Defect } from '../defect.ts';
import { inTable } from '../edit.ts';

export const defect: Defect = {
  fails: ['DATA-10'],
  sentence: 'Times of play are used to judge what the child likes, and nobody can leave that off.',
  seenBy: [],
  change: inTable('personalData', (rows) =>
    rows.map((row) => (row.id === 'play-times' ? { ...row, profiling: true } : row)),
  ),
};
