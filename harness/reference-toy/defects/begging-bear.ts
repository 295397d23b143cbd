import type { Defect } from '../defect.ts';
import { inAnswers } from '../edit.ts';

export const defect: Defect = {
  fails: ['FAIR-3'],
  sentence: 'The bear tells the child to ask for a new hat.',
  seenBy: ['assessor'],
  change: inAnswers('FAIR-3-1/offers', { choice: 'urged' }),
};
