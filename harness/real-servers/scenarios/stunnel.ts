import { stunnel } from '../../development/tls-peers.ts';
import { host, writeChain } from '../certificates.ts';
import { service, type Scenario } from '../scenario.ts';

export const scenarios: readonly Scenario[] = [
  {
    name: 'stunnel that speaks TLS 1.0 alone',
    needs: ['stunnel4'],
    start: ({ address, folder }) =>
      stunnel({
        ...{ address, port: 8883, files: writeChain(folder) },
        ...{ versions: { from: 'TLSv1', to: 'TLSv1' }, suites: 'ECDHE+AES:@SECLEVEL=0' },
      }),
    ixit: { services: [service(8883, 'mqtts', { host })] },
    expect: {
      'COMM-1-1': { fail: 'negotiates TLS 1.0' },
      'COMM-8-1': 'pass',
      'COMM-9-1': 'pass',
      'COMM-10-1': { fail: 'does not offer TLS 1.3' },
    },
  },
];
