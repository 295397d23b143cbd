import type { Defect } from '../defect.ts';

const port = 2323;

export const defect: Defect = {
  fails: ['NET-2'],
  sentence: 'A Telnet shell for service staff is offered, and even declared.',
  seenBy: [
    'open-ports/unit-1/tcp',
    'open-ports/unit-2/tcp',
    'anonymous-access/service-shell',
    'malformed-input/service-shell',
  ],
  change: ({ pip, declaration, ...product }) => ({
    ...product,
    pip: {
      ...pip,
      extras: [...pip.extras, { kind: 'telnet', port, families: ['IPv4', 'IPv6'], says: '\r\npip login: ' }],
    },
    declaration: {
      ...declaration,
      ixit: {
        ...declaration.ixit,
        services: [
          ...(declaration.ixit.services ?? []),
          {
            id: 'service-shell',
            transport: 'tcp',
            port,
            protocol: 'telnet',
            purpose: 'Shell for service staff',
            authentication: 'guardian-password',
          },
        ],
      },
    },
  }),
};
