import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['NET-5'],
  sentence: 'A header of more than 2048 octets stops the set-up page for good.',
  seenBy: ['malformed-input/set-up-page/unit-1'],
  change: (product) => ({ ...product, pip: { ...product.pip, web: { ...product.pip.web, stopsAtHeaderOver: 2048 } } }),
};
