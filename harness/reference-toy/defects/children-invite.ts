import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['DATA-11'],
  sentence: 'A child can let a stranger into the family.',
  seenBy: ['api-access/playroom/families'],
  change: inPlayroom({ onlyGuardiansInvite: false }),
};
