import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['NET-1'],
  leavesOpen: ['NET-2-1'],
  sentence: 'A UDP service that nobody declared answers on port 69.',
  seenBy: ['open-ports/unit-1/udp', 'anonymous-access/unit-1/undeclared'],
  change: (product) => ({
    ...product,
    pip: { ...product.pip, extras: [{ kind: 'udp-echo', port: 69, families: ['IPv4', 'IPv6'], says: 'no\n' }] },
  }),
};
