import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['API-10'],
  sentence: 'Any number of wrong numbers may be tried.',
  seenBy: ['api-access/playroom/enumeration'],
  change: inPlayroom({ slowsMisses: false }),
};
