import type { Defect } from '../defect.ts';
import { inClassic } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-1'],
  sentence: 'Over Classic the first phone that knows its address is paired, act or no act.',
  seenBy: ['bluetooth-classic'],
  change: inClassic({ connectableAtRest: true, pairsWithoutAct: 'first' }),
};
