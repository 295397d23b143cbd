import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['AUTH-4'],
  sentence: 'The broker weighs wrong tokens for ever, as fast as they come.',
  change: (product) => ({ ...product, pip: { ...product.pip, mqtt: { ...product.pip.mqtt, lock: undefined } } }),
};
