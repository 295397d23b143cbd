import type { Defect } from '../defect.ts';
import { inDocument } from '../edit.ts';

export const defect: Defect = {
  fails: ['AV-7', 'INFO-1'],
  sentence: 'The consumer information is silent about the motion sensor.',
  seenBy: ['documents'],
  change: inDocument('/pip/know-before-you-buy', 'Pip has a motion sensor in its belly.', 'Pip has a soft belly.'),
};
