import type { Defect } from '../defect.ts';
import { inLe, inTable, withoutCarrying } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-2'],
  sentence: 'Writes that claim to be signed are obeyed, and nobody looks at the signature.',
  seenBy: ['ble-gatt'],
  change: (product) =>
    inTable('gattCharacteristics', withoutCarrying)(inLe((le) => ({ ...le, signedWrites: 'unverified' }))(product)),
};
