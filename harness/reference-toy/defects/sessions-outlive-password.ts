import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['WEB-8'],
  sentence: 'Sessions from before a change of the password go on.',
  seenBy: ['api-access/playroom/sessions'],
  change: inPlayroom({ endsOnPasswordChange: false }),
};
