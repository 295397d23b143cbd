import type { Defect } from '../defect.ts';
import { inClassic } from '../edit.ts';

// On emulated controllers whoever can be connected to is found as well, and the next stranger has the address of the first.
export const defect: Defect = {
  fails: ['BT-1', 'BT-5', 'BT-10'],
  sentence: 'Over Classic the first phone that asks is paired, act or no act.',
  seenBy: ['bluetooth-classic'],
  change: inClassic({ reachableAtRest: true, pairsWithoutAct: 'first' }),
};
