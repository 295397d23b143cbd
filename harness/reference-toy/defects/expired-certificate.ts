import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['COMM-2'],
  sentence: 'The certificates of the toy have expired.',
  seenBy: ['tls-server'],
  change: ({ pip, ...product }) => ({
    ...product,
    pip: { ...pip, certificates: { ...pip.certificates, from: -400, to: -35 } },
  }),
};
