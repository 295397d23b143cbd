import type { Defect } from '../defect.ts';
import { inLe, inTable, withoutCarrying } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-2'],
  sentence: 'A write without pairing is answered with an error, and carried out.',
  seenBy: ['ble-gatt'],
  change: (product) =>
    inTable('gattCharacteristics', withoutCarrying)(inLe((le) => ({ ...le, obeysBeforeRefusing: true }))(product)),
};
