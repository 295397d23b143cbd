import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['API-3', 'API-7'],
  sentence: "The console of the manufacturer's people opens to every guardian.",
  seenBy: ['api-access/playroom/families'],
  change: inPlayroom({ guardsConsole: false }),
};
