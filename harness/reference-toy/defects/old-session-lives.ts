import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['AUTH-9'],
  sentence: 'A session opened before the change of the password lives on.',
  seenBy: ['login-attempts/guardian-password/unit-1'],
  change: (product) => ({ ...product, pip: { ...product.pip, web: { ...product.pip.web, endsOtherSessions: false } } }),
};
