import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['NET-9'],
  sentence: 'The page that tells whether a second factor is on opens to anybody.',
  seenBy: ['http-surface'],
  change: (product) => ({
    ...product,
    pip: { ...product.pip, web: { ...product.pip.web, open: ['/second-factor'] } },
  }),
};
