import type { Defect } from '../defect.ts';
import { inClassic } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-7'],
  sentence: 'Over Classic another phone pairs beside the owner, without an act.',
  seenBy: ['bluetooth-classic'],
  change: inClassic({ replacesOwner: true }),
};
