import type { Defect } from '../defect.ts';
import { all, inAnswers } from '../edit.ts';
import { variation as hears } from '../variations/hears.ts';

export const defect: Defect = {
  fails: ['AV-5'],
  sentence: 'Who calls from the other bear hears the room without any sign at this one.',
  seenBy: hears.seenBy,
  change: all(hears.change, inAnswers('AV-5-1/first-noticed', { choice: 'no-sign' })),
};
