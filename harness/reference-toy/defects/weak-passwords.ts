import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['AUTH-5'],
  sentence: 'The set-up page takes any new password, however short or common.',
  seenBy: ['login-attempts/guardian-password/unit-1'],
  change: (product) => ({
    ...product,
    pip: { ...product.pip, web: { ...product.pip.web, refusesWeakPasswords: false } },
  }),
};
