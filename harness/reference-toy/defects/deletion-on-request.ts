import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['DATA-14'],
  leavesOpen: ['API-2-2', 'DATA-7-2'],
  sentence: 'Deleting only sends a request.',
  seenBy: [
    'account-lifecycle/playroom/delete-child',
    'account-lifecycle/playroom/delete-account',
    'api-access/playroom/families',
  ],
  change: inPlayroom({ deletesAtOnce: false }),
};
