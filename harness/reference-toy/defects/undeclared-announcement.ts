import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['NET-8'],
  sentence: 'The announcement carries a field that is not declared.',
  seenBy: ['announcements'],
  change: (product) => ({
    ...product,
    pip: { ...product.pip, announced: { ...product.pip.announced, uptime: '17' } },
  }),
};
