import type { Defect } from '../defect.ts';
import { inAnswers } from '../edit.ts';

export const defect: Defect = {
  fails: ['UPD-8'],
  sentence: 'An update comes without a word to the guardian.',
  seenBy: ['assessor'],
  change: inAnswers('UPD-8-1/told', { choice: 'not-told' }),
};
