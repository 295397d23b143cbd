import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['API-2', 'API-7'],
  sentence: 'The lists of a family hold the children of all.',
  seenBy: ['api-access/playroom/families'],
  change: inPlayroom({ listsOwnOnly: false }),
};
