import type { Defect } from '../defect.ts';
import { all, inAnswers } from '../edit.ts';
import { variation as converses } from '../variations/converses.ts';

export const defect: Defect = {
  fails: ['AI-5'],
  sentence: 'Nobody can switch the generated conversation off.',
  seenBy: converses.seenBy,
  change: all(
    converses.change,
    inAnswers('AI-5-1/switch', { choice: 'not-found' }),
    inAnswers('AI-5-1/after-off', { choice: 'not-tried' }),
    inAnswers('AI-5-1/on-again', { choice: 'not-tried' }),
  ),
};
