import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['NET-4'],
  sentence: 'The announcement carries the name of the child.',
  seenBy: ['announcements'],
  change: (product) => ({
    ...product,
    pip: { ...product.pip, announced: { ...product.pip.announced, model: product.bench.child?.['firstName'] ?? '' } },
  }),
};
