import type { Defect } from '../defect.ts';
import { inAnswers } from '../edit.ts';

export const defect: Defect = {
  fails: ['INFO-3'],
  sentence: 'No designation stands on the units.',
  seenBy: ['assessor'],
  change: inAnswers('INFO-3-1/designation', { text: 'none' }),
};
