import type { Defect } from '../defect.ts';
import { inAnswers } from '../edit.ts';

export const defect: Defect = {
  fails: ['FW-5'],
  sentence: 'A serial console on the board asks nobody who is there.',
  seenBy: ['assessor'],
  change: inAnswers('FW-5-1/access', { list: ['serial console at the pads beside the battery'] }),
};
