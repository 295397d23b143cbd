import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['AUTH-4'],
  sentence: 'The broker weighs wrong tokens for ever, as fast as they come.',
  seenBy: ['login-attempts/hub-token/unit-1'],
  change: (product) => ({ ...product, pip: { ...product.pip, mqtt: { ...product.pip.mqtt, lock: undefined } } }),
};
