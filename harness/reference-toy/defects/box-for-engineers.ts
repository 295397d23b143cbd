import type { Defect } from '../defect.ts';
import { inDocument } from '../edit.ts';
import { legalese } from '../legalese.ts';

export const defect: Defect = {
  fails: ['INFO-6'],
  sentence: 'The consumer information cannot be read without having studied.',
  seenBy: ['documents'],
  change: inDocument('/pip/know-before-you-buy', 'The model number is PB-100.', legalese(6)),
};
