import type { Defect } from '../defect.ts';
import { inLe } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-6'],
  leavesOpen: ['BT-15-1'],
  sentence: 'The private address changes only every forty minutes.',
  seenBy: ['ble-advertising'],
  change: inLe((le) => ({ ...le, address: { kind: 'resolvable', rotationMinutes: 40 } })),
};
