import type { Defect } from '../defect.ts';
import { inDocument } from '../edit.ts';

export const defect: Defect = {
  fails: ['DATA-6'],
  sentence: 'The privacy policy does not say how long times of play are kept.',
  seenBy: ['documents'],
  change: inDocument('/privacy', 'Times of play are kept for 30 days.', ''),
};
