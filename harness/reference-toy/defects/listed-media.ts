import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['API-4'],
  sentence: 'The folders of the store list the drawings of all children.',
  seenBy: ['api-access/playroom/media'],
  change: inPlayroom({ hidesFolders: false }),
};
