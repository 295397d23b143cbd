import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['DATA-7'],
  sentence: 'A deleted child is only hidden.',
  seenBy: ['account-lifecycle/playroom/delete-child', 'account-lifecycle/playroom/delete-account'],
  change: inPlayroom({ deletesForGood: false }),
};
