import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['API-4'],
  sentence: 'Whoever knows the address of a drawing sees it.',
  seenBy: ['api-access/playroom/media'],
  change: inPlayroom({ signsMedia: false }),
};
