import type { Defect } from '../defect.ts';
import { inAnswers } from '../edit.ts';

export const defect: Defect = {
  fails: ['DATA-4'],
  sentence: 'The bear does not play for a family that keeps its times of play to itself.',
  seenBy: ['assessor'],
  change: inAnswers('DATA-4-2/after-refusing', { choice: 'nothing' }),
};
