import type { Defect } from '../defect.ts';
import { inLe, inTable, withoutCarrying } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-7'],
  sentence: 'Whoever connects after the owner has its rights.',
  seenBy: ['ble-gatt'],
  change: (product) =>
    inTable('gattCharacteristics', withoutCarrying)(inLe((le) => ({ ...le, trusts: 'last-owner' }))(product)),
};
