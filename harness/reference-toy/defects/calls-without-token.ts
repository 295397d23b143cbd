import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['API-1'],
  sentence: "The service gives a child's profile to a call without a token.",
  seenBy: ['api-access/playroom/sessions', 'api-access/playroom/families'],
  change: inPlayroom({ asksForToken: false }),
};
