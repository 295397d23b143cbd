import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['API-1'],
  sentence: 'The service does not look at who signed a token.',
  seenBy: ['api-access/playroom/sessions'],
  change: inPlayroom({ checksSignature: false }),
};
