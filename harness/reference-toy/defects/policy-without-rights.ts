import type { Defect } from '../defect.ts';
import { inDocument } from '../edit.ts';

export const defect: Defect = {
  fails: ['CONS-5'],
  sentence: 'The privacy policy is silent about the rights of guardians.',
  seenBy: ['documents'],
  change: inDocument('/privacy', 'You may see the data, correct it, take a copy with you, and have it deleted.', ''),
};
