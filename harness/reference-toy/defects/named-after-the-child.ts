import type { Defect } from '../defect.ts';
import { inCharacteristic } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-12'],
  sentence: 'The device name, which anybody can read, is that of the child.',
  seenBy: ['ble-gatt'],
  change: inCharacteristic('2a00', { value: '{name}' }),
};
