import type { Defect } from '../defect.ts';
import { inLe } from '../edit.ts';

const falls = inLe((le) => ({ ...le, stopsAtMalformed: true }));

export const defect: Defect = {
  fails: ['BT-9'],
  sentence: 'A malformed packet about attributes stops the radio until somebody switches the bear off and on.',
  seenBy: ['ble-malformed-input'],
  // Its maker claims the level from which on that is asked.
  change: (product) => falls({ ...product, declaration: { ...product.declaration, level: 'high' } }),
};
