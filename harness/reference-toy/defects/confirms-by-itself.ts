import type { Defect } from '../defect.ts';
import { inPairing } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-3'],
  sentence: 'The bear shows a number to be compared, and says by itself that it is the same.',
  seenBy: ['ble-pairing'],
  change: inPairing({ ioCapability: 'display-yes-no', confirms: 'by-itself' }),
};
