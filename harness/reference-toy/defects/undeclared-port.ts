import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['NET-1'],
  sentence: 'A web server that nobody declared listens on port 8088.',
  seenBy: ['open-ports/unit-1/tcp'],
  change: (product) => ({
    ...product,
    pip: {
      ...product.pip,
      extras: [
        ...product.pip.extras,
        { kind: 'http', port: 8088, families: ['IPv4', 'IPv6'], says: 'factory test page\n' },
      ],
    },
  }),
};
