import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['COMM-12'],
  sentence: 'Both units show the same private key.',
  seenBy: ['tls-server'],
  change: ({ pip, ...product }) => ({
    ...product,
    pip: { ...pip, certificates: { ...pip.certificates, keys: 'shared' } },
  }),
};
