import type { Defect } from '../defect.ts';
import { all, inAnswers } from '../edit.ts';
import { variation as hears } from '../variations/hears.ts';

export const defect: Defect = {
  fails: ['AV-1'],
  sentence: 'Nothing at the bear shows that its microphone is open.',
  seenBy: hears.seenBy,
  change: all(
    hears.change,
    inAnswers('AV-1-1/sign-during', { choice: 'nothing' }),
    inAnswers('AV-1-1/noticed-from', { number: 0 }),
  ),
};
