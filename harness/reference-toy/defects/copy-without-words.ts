import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['DATA-8'],
  sentence: 'The copy of the data leaves out what the child said.',
  seenBy: ['account-lifecycle/playroom/export'],
  change: inPlayroom({ exportsMessages: false }),
};
