import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['DATA-6'],
  sentence: 'Words and drawings are kept beyond their time.',
  seenBy: ['account-lifecycle/playroom/retention'],
  change: inPlayroom({ forgetsInTime: false }),
};
