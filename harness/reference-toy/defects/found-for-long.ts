import type { Defect } from '../defect.ts';
import { inClassic } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-5'],
  sentence: 'Over Classic it answers inquiries long after nobody can pair any more.',
  seenBy: ['bluetooth-classic'],
  change: inClassic({ discoverySeconds: 400 }),
};
