import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['COMM-10'],
  sentence: 'The servers of the toy do not speak TLS 1.3.',
  seenBy: ['tls-server'],
  change: ({ pip, ...product }) => ({ ...product, pip: { ...pip, tls: { ...pip.tls, maxVersion: 'TLSv1.2' } } }),
};
