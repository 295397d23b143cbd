import type { Defect } from '../defect.ts';
import { all, inAnswers } from '../edit.ts';
import { variation as hears } from '../variations/hears.ts';

export const defect: Defect = {
  fails: ['AV-4'],
  sentence: 'The microphone cannot be switched off.',
  seenBy: hears.seenBy,
  change: all(
    hears.change,
    inAnswers('AV-4-1/switch', { choice: 'not-found' }),
    inAnswers('AV-4-1/state-seen', { choice: 'not-seen' }),
    inAnswers('AV-4-1/after-restart', { choice: 'not-tried' }),
  ),
};
