import type { Defect } from '../defect.ts';
import { inAnswers } from '../edit.ts';

export const defect: Defect = {
  fails: ['LIFE-1'],
  sentence: 'The reset ends without a sign.',
  seenBy: ['assessor'],
  change: inAnswers('LIFE-1-2/confirmed', { choice: 'not-shown' }),
};
