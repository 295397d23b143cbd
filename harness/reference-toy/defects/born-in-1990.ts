import type { Defect } from '../defect.ts';
import { inAnswers } from '../edit.ts';

export const defect: Defect = {
  fails: ['CONS-10'],
  sentence: 'The field for the year of birth already holds the year of an adult.',
  seenBy: ['assessor'],
  change: inAnswers('CONS-10-1/preset', { choice: 'adult-age' }),
};
