import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['API-9'],
  sentence: 'A stranger invites himself into a family and accepts.',
  seenBy: ['api-access/playroom/linking'],
  change: inPlayroom({ asksInvited: false }),
};
