import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['AUTH-9'],
  sentence: 'After a change the old password still opens the set-up page.',
  seenBy: ['login-attempts/guardian-password/unit-1'],
  change: (product) => ({
    ...product,
    pip: { ...product.pip, web: { ...product.pip.web, forgetsOldPassword: false } },
  }),
};
