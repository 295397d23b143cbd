import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['API-9'],
  sentence: 'Whoever has read the label takes a linked toy over.',
  seenBy: ['api-access/playroom/linking'],
  change: inPlayroom({ asksOwnerOfToy: false }),
};
