import type { Defect } from '../defect.ts';
import { inTable } from '../edit.ts';

export const defect: Defect = {
  fails: ['LIFE-3'],
  sentence: 'The service ends and nobody is told before.',
  seenBy: [],
  change: inTable('endOfService', (rows) => rows.filter(({ covers }) => covers !== 'notice')),
};
