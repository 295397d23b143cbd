import type { Defect } from '../defect.ts';
import { inAnswers } from '../edit.ts';

export const defect: Defect = {
  fails: ['APP-9'],
  sentence: 'The gate before the settings asks a child to press the bear that is blue.',
  seenBy: ['assessor'],
  change: inAnswers('APP-9-1/settings', { choice: 'easy' }),
};
