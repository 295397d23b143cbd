import type { Defect } from '../defect.ts';
import { inLe } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-6'],
  leavesOpen: ['BT-15-1'],
  sentence: 'The bear advertises under one address for as long as it is switched on.',
  seenBy: ['ble-advertising'],
  change: inLe((le) => ({ ...le, address: { kind: 'static', rotationMinutes: undefined } })),
};
