import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['COMM-11'],
  sentence: 'The certificates of the toy hold RSA keys of 1024 bits.',
  seenBy: ['tls-server'],
  change: ({ pip, ...product }) => ({
    ...product,
    pip: {
      ...pip,
      certificates: { ...pip.certificates, kind: 'RSA-1024' },
      tls: {
        ...pip.tls,
        ciphers: `${pip.tls.ciphers}:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:@SECLEVEL=0`,
      },
    },
  }),
};
