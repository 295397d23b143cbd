import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['AUTH-1'],
  sentence: 'Beside the password on the label, every unit takes the name admin with the password admin.',
  change: (product) => ({
    ...product,
    pip: { ...product.pip, web: { ...product.pip.web, backDoor: { username: 'admin', password: 'admin' } } },
  }),
};
