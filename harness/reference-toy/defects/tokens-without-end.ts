import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['API-1'],
  sentence: 'A token holds for ever.',
  seenBy: ['api-access/playroom/sessions'],
  change: inPlayroom({ checksExpiry: false }),
};
