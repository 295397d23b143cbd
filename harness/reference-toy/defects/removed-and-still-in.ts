import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['DATA-15'],
  sentence: 'Who was removed from a family still sees it.',
  seenBy: ['api-access/playroom/families'],
  change: inPlayroom({ endsOnRemoval: false }),
};
