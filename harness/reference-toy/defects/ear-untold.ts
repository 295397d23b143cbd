import type { Defect } from '../defect.ts';
import { all, inDocument } from '../edit.ts';
import { variation as hears } from '../variations/hears.ts';

export const defect: Defect = {
  fails: ['AV-7', 'INFO-1'],
  sentence: 'The consumer information is silent about the microphone.',
  seenBy: hears.seenBy,
  change: all(
    hears.change,
    inDocument('/pip/know-before-you-buy', 'Pip has a microphone in its chest.', 'Pip listens to you.'),
  ),
};
