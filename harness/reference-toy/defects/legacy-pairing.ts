import type { Defect } from '../defect.ts';
import { inLe, inPairing, openedByEncryption } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-3'],
  sentence: 'The bear takes legacy pairing, and then opens everything.',
  seenBy: ['ble-gatt', 'ble-pairing', 'bluetooth-capture'],
  change: (product) => inPairing({ secureOnly: false })(inLe(openedByEncryption)(product)),
};
