import type { Defect } from '../defect.ts';
import { inAnswers } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-1'],
  sentence: 'A child who hugs the bear does what opens pairing.',
  seenBy: ['assessor/bt-1-4/act'],
  change: inAnswers('BT-1-4/act', { choice: 'part-of-play' }),
};
