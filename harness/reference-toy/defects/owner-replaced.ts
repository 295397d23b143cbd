import type { Defect } from '../defect.ts';
import { inPairing } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-7'],
  sentence: "Who comes under the owner's address may pair anew without an act.",
  seenBy: ['ble-pairing'],
  change: inPairing({ ownerMayReplace: true }),
};
