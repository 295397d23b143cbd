import type { Defect } from '../defect.ts';
import { inLe } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-16'],
  sentence: 'The bear advertises the name of the child.',
  seenBy: ['ble-advertising'],
  change: inLe((le) => ({ ...le, advertised: { ...le.advertised, name: '{name}' } })),
};
