import type { Defect } from '../defect.ts';
import { inDocument } from '../edit.ts';

export const defect: Defect = {
  fails: ['UPD-7', 'UPD-10'],
  sentence: 'The support statement names no day.',
  seenBy: ['documents'],
  change: inDocument('/support', 'are free until 31 March 2033', 'are free for a good while'),
};
