import type { Defect } from '../defect.ts';
import { inTable } from '../edit.ts';

export const defect: Defect = {
  fails: ['DATA-1'],
  sentence: 'Times of play are collected and the declaration names no legal ground.',
  seenBy: [],
  change: inTable('personalData', (rows) =>
    rows.map((row) => (row.id === 'play-times' ? { ...row, legalGround: 'various' } : row)),
  ),
};
