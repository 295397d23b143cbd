import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['AUTH-1'],
  sentence: 'Beside the password on the label, every unit takes the name admin with the password admin.',
  seenBy: ['login-attempts/guardian-password/unit-1'],
  change: (product) => ({
    ...product,
    pip: { ...product.pip, web: { ...product.pip.web, backDoor: { username: 'admin', password: 'admin' } } },
  }),
};
