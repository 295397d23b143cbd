import type { Defect } from '../defect.ts';
import { inLe, inPairing, openedByEncryption } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-3'],
  sentence: 'The radio knows legacy pairing alone, so that whoever records its pairing reads everything.',
  seenBy: ['ble-gatt', 'ble-pairing', 'bluetooth-capture'],
  change: (product) => inPairing({ secureConnections: false, secureOnly: false })(inLe(openedByEncryption)(product)),
};
