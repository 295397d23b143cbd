import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['API-8'],
  sentence: 'An error shows the stack of the program.',
  seenBy: ['api-access/playroom/errors'],
  change: inPlayroom({ hidesErrors: false }),
};
