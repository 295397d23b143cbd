import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['WEB-8'],
  sentence: 'A session that nobody uses never ends.',
  seenBy: ['api-access/playroom/sessions'],
  change: inPlayroom({ endsWhenIdle: false }),
};
