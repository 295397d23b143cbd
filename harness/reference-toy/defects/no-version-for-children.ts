import type { Defect } from '../defect.ts';
import { withoutDocument } from '../edit.ts';

export const defect: Defect = {
  fails: ['CONS-8'],
  sentence: 'There is no version of the privacy policy for children.',
  seenBy: ['documents'],
  change: withoutDocument('/privacy/children'),
};
