import { opensslServer } from '../../development/tls-peers.ts';
import { host, writeChain } from '../certificates.ts';
import { service, type Scenario } from '../scenario.ts';

export const scenarios: readonly Scenario[] = [
  {
    name: 'OpenSSL with a suite whose connections the key of the server opens later',
    needs: ['openssl'],
    start: ({ address, folder }) =>
      opensslServer({
        ...{ address, port: 443, files: writeChain(folder, { rsaBits: 2048 }) },
        ...{ versions: { from: 'TLSv1.2', to: 'TLSv1.2' }, suites: 'AES128-GCM-SHA256' },
      }),
    ixit: { services: [service(443, 'https', { host })] },
    expect: {
      'COMM-1-1': 'pass',
      'COMM-9-1': { fail: 'TLS_RSA_WITH_AES_128_GCM_SHA256, without forward secrecy' },
    },
  },
];
