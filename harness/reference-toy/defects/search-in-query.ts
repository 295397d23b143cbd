import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['API-6'],
  sentence: 'The words of a search become part of a query.',
  seenBy: ['api-access/playroom/injection'],
  change: inPlayroom({ keepsQueriesApart: false }),
};
