import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['AUTH-4'],
  sentence: 'The set-up page weighs wrong passwords for ever, as fast as they come.',
  seenBy: ['login-attempts/guardian-password/unit-1'],
  change: (product) => ({ ...product, pip: { ...product.pip, web: { ...product.pip.web, lock: undefined } } }),
};
