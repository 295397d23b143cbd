import type { Defect } from '../defect.ts';
import { uuids } from '../bluetooth/manners.ts';
import { inCharacteristic, inTable, withoutCarrying } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-2'],
  sentence: 'Anybody in range can subscribe to the hugs.',
  seenBy: ['ble-gatt'],
  change: (product) =>
    inTable('gattCharacteristics', withoutCarrying)(inCharacteristic(uuids.touched, { subscribe: 'anybody' })(product)),
};
