import type { Defect } from '../defect.ts';
import { inLe } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-15'],
  sentence: 'The advertisements carry the serial number of the bear.',
  seenBy: ['ble-advertising'],
  change: inLe((le) => ({ ...le, advertised: { ...le.advertised, manufacturer: 'ffff{serial}' } })),
};
