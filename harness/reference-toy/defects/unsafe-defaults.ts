import type { Defect } from '../defect.ts';
import { inAnswers } from '../edit.ts';

export const defect: Defect = {
  fails: ['INFO-2'],
  sentence: 'After set-up by the guide the defaults are not in force.',
  seenBy: ['assessor'],
  change: inAnswers('INFO-2-1/state-found', { choice: 'other-value' }),
};
