import type { Defect } from '../defect.ts';
import { inAnswers } from '../edit.ts';

export const defect: Defect = {
  fails: ['AUTH-3'],
  sentence: 'The manual does not say how the password is changed.',
  seenBy: ['assessor'],
  change: inAnswers('AUTH-3-1/manual', { choice: 'not-described' }),
};
