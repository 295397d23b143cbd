import type { Defect } from '../defect.ts';
import { all, inAnswers } from '../edit.ts';
import { variation as converses } from '../variations/converses.ts';

export const defect: Defect = {
  fails: ['AI-7'],
  sentence: 'A guardian can see what was said to the bear and not delete it.',
  seenBy: converses.seenBy,
  change: all(converses.change, inAnswers('AI-7-1/deleted', { choice: 'no-way' })),
};
