import type { Defect } from '../defect.ts';
import { inDocument } from '../edit.ts';
import { legalese } from '../legalese.ts';

export const defect: Defect = {
  fails: ['CONS-6'],
  sentence: 'The privacy policy is written for lawyers.',
  seenBy: ['documents'],
  change: inDocument('/privacy', 'It is in force since 1 March 2026.', legalese(12)),
};
