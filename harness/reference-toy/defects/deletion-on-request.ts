import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['DATA-14'],
  leavesOpen: ['DATA-7-2'],
  sentence: 'Deleting only sends a request.',
  seenBy: ['account-lifecycle/playroom/delete'],
  change: inPlayroom({ deletesAtOnce: false }),
};
