import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['API-2'],
  sentence: 'Another family reads a child by its number.',
  seenBy: ['api-access/playroom/families'],
  change: inPlayroom({ checksOwnerOnRead: false }),
};
