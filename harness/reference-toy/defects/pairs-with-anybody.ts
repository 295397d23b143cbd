import type { Defect } from '../defect.ts';
import { inPairing } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-1'],
  sentence: 'Switched on, and until somebody is bonded, a phone without keyboard and display may pair without an act.',
  seenBy: ['ble-pairing'],
  change: inPairing({ withoutAct: ['just-works'] }),
};
