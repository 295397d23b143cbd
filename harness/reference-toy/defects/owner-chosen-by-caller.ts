import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['API-3'],
  sentence: 'A child is put into another family by a field that the client adds.',
  seenBy: ['api-access/playroom/families'],
  change: inPlayroom({ dropsProtectedFields: false }),
};
