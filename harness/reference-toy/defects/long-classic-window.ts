import type { Defect } from '../defect.ts';
import { inClassic } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-10'],
  sentence: 'Over Classic pairing stays open for nearly three minutes.',
  seenBy: ['bluetooth-classic'],
  change: inClassic({ windowSeconds: 170 }),
};
