import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['NET-6'],
  sentence: 'The set-up page takes a change from a page of another site.',
  seenBy: ['http-surface'],
  change: (product) => ({
    ...product,
    pip: {
      ...product.pip,
      web: { ...product.pip.web, checksToken: false, checksOrigin: false, sameSite: 'None' },
    },
  }),
};
