import type { Defect } from '../defect.ts';
import { inDocument } from '../edit.ts';

export const defect: Defect = {
  fails: ['INFO-4'],
  sentence: 'The consumer information names nobody who helps.',
  seenBy: ['documents'],
  change: inDocument('/pip/know-before-you-buy', 'Write to help@pip.example.', ''),
};
