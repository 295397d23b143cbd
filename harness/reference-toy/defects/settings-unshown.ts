import type { Defect } from '../defect.ts';
import { inAnswers } from '../edit.ts';

export const defect: Defect = {
  fails: ['INFO-5'],
  sentence: 'Set-up ends without showing which settings are in force.',
  seenBy: ['assessor'],
  change: inAnswers('INFO-5-1/shown-to-guardian', { choice: 'not-shown' }),
};
