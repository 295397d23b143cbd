import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['AUTH-7'],
  sentence: 'With the second factor on, the password alone still opens a session.',
  seenBy: ['login-attempts/guardian-password/unit-1'],
  change: (product) => ({ ...product, pip: { ...product.pip, web: { ...product.pip.web, asksSecondFactor: false } } }),
};
