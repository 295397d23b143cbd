import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['COMM-1'],
  sentence: 'The servers of the toy still negotiate TLS 1.0.',
  seenBy: ['tls-server'],
  change: ({ pip, ...product }) => ({
    ...product,
    pip: {
      ...pip,
      tls: {
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.3',
        ciphers: `${pip.tls.ciphers}:ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0`,
      },
    },
  }),
};
