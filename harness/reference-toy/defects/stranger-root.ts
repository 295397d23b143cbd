import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['COMM-2'],
  sentence: 'The certificates of the toy lead to a root that nobody declared.',
  seenBy: ['tls-server'],
  change: ({ pip, ...product }) => ({
    ...product,
    pip: { ...pip, certificates: { ...pip.certificates, root: 'other' } },
  }),
};
