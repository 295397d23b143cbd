import type { Defect } from '../defect.ts';
import { inLe } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-8'],
  sentence: 'The update service refuses a stranger, and restarts into its loader all the same.',
  seenBy: ['ble-gatt'],
  change: inLe((le) => ({ ...le, loaderOpensTo: 'anybody' })),
};
