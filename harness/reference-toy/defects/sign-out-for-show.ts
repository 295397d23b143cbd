import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['WEB-8'],
  sentence: 'A session goes on after signing out.',
  seenBy: ['api-access/playroom/sessions'],
  change: inPlayroom({ endsOnSignOut: false }),
};
