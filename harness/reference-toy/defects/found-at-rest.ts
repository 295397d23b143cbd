import type { Defect } from '../defect.ts';
import { inClassic } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-5'],
  sentence: 'Over Classic it answers inquiries in its normal state.',
  seenBy: ['bluetooth-classic'],
  change: inClassic({ reachableAtRest: true }),
};
