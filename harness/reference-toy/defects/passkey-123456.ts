import type { Defect } from '../defect.ts';
import { inPairing } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-13'],
  sentence: 'The passkey of every bear is 123456.',
  seenBy: ['ble-pairing', 'bluetooth-capture'],
  change: inPairing({ passkey: 123456 }),
};
