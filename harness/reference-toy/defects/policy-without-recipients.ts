import type { Defect } from '../defect.ts';
import { inDocument } from '../edit.ts';

export const defect: Defect = {
  fails: ['CONS-5'],
  sentence: 'The privacy policy does not say that nobody else receives the data.',
  seenBy: ['documents'],
  change: inDocument('/privacy', 'Nobody else receives the data.', ''),
};
