import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['COMM-9'],
  sentence: 'The servers of the toy negotiate suites without forward secrecy.',
  seenBy: ['tls-server'],
  change: ({ pip, ...product }) => ({
    ...product,
    pip: {
      ...pip,
      certificates: { ...pip.certificates, kind: 'RSA-2048' },
      tls: { ...pip.tls, ciphers: `${pip.tls.ciphers}:ECDHE-RSA-AES128-GCM-SHA256:AES128-GCM-SHA256` },
    },
  }),
};
