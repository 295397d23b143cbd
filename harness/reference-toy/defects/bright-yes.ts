import type { Defect } from '../defect.ts';
import { inAnswers } from '../edit.ts';

export const defect: Defect = {
  fails: ['FAIR-2'],
  sentence: 'The answer that shares more is bright and the other one grey.',
  seenBy: ['assessor'],
  change: inAnswers('FAIR-2-1/look', { choice: 'sharing' }),
};
