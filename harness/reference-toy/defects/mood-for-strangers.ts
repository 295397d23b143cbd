import { uuids } from '../bluetooth/manners.ts';
import type { Defect } from '../defect.ts';
import { inCharacteristic, inTable, withoutCarrying } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-2'],
  sentence: 'Anybody in range can read and set the mood of the bear.',
  seenBy: ['ble-gatt', 'bluetooth-capture'],
  change: (product) =>
    inTable(
      'gattCharacteristics',
      withoutCarrying,
    )(inCharacteristic(uuids.mood, { read: 'anybody', write: 'anybody' })(product)),
};
