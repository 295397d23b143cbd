import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['API-4'],
  sentence: 'The signed address of a drawing never ends.',
  seenBy: ['api-access/playroom/media'],
  change: inPlayroom({ mediaExpires: false }),
};
