import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['COMM-2'],
  sentence: 'The certificates of the toy do not hold the name that clients use.',
  seenBy: ['tls-server'],
  change: ({ pip, ...product }) => ({
    ...product,
    pip: { ...pip, certificates: { ...pip.certificates, names: ['setup.other.example'] } },
  }),
};
