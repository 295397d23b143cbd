import type { Defect } from '../defect.ts';
import { inPairing } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-10'],
  sentence: 'Once opened, pairing stays open.',
  seenBy: ['ble-pairing'],
  change: inPairing({ window: 'never-closes' }),
};
