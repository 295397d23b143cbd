import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['API-12'],
  sentence: 'Nobody tells the guardian of a new person or toy.',
  seenBy: ['api-access/playroom/linking'],
  change: inPlayroom({ tellsOfLinks: false }),
};
