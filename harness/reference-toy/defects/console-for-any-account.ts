import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['API-7'],
  sentence: 'The console opens to whoever has an account of the provider.',
  seenBy: ['api-access/playroom/families'],
  change: inPlayroom({ refusesStrangersAtConsole: false }),
};
