import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['LIFE-2'],
  sentence: 'A toy that is passed on takes the name and the words of the former family along.',
  seenBy: ['account-lifecycle/playroom/transfer'],
  change: inPlayroom({ startsFresh: false }),
};
