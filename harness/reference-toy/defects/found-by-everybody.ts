import type { Defect } from '../defect.ts';
import { inClassic } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-5'],
  sentence: 'Over Classic it answers inquiries as long as it has an owner, so that the owner finds it again.',
  seenBy: ['bluetooth-classic'],
  change: inClassic({ foundWhenBonded: true }),
};
