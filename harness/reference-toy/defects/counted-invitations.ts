import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['API-5'],
  sentence: 'Invitations are numbers that count on.',
  seenBy: ['api-access/playroom/linking'],
  change: inPlayroom({ drawsInvitations: false }),
};
