import type { Defect } from '../defect.ts';
import { inPairing } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-3'],
  sentence: 'A link may be encrypted under a key of seven octets.',
  seenBy: ['ble-pairing'],
  change: inPairing({ keySizeAtLeast: 7 }),
};
