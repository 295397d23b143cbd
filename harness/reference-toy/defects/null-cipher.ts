import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['COMM-8'],
  sentence: 'The servers of the toy negotiate a suite that does not encipher.',
  seenBy: ['tls-server'],
  change: ({ pip, ...product }) => ({
    ...product,
    pip: { ...pip, tls: { ...pip.tls, ciphers: `${pip.tls.ciphers}:ECDHE-ECDSA-NULL-SHA:@SECLEVEL=0` } },
  }),
};
