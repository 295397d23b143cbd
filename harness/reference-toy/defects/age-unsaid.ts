import type { Defect } from '../defect.ts';
import { inDocument } from '../edit.ts';

export const defect: Defect = {
  fails: ['INFO-1'],
  sentence: 'The consumer information does not say for which ages the toy is.',
  seenBy: ['documents'],
  change: inDocument('/pip/know-before-you-buy', 'for children from 3 to 8 years', 'for children'),
};
