import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['API-2'],
  sentence: 'Another family renames and deletes a child.',
  seenBy: ['api-access/playroom/families'],
  change: inPlayroom({ checksOwnerOnChange: false }),
};
