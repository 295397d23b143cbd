import { mosquitto } from '../../development/service-peers.ts';
import { host, writeChain } from '../certificates.ts';
import { service, type Scenario } from '../scenario.ts';

export const scenarios: readonly Scenario[] = [
  {
    name: 'mosquitto that lets everybody in',
    needs: ['mosquitto'],
    start: ({ address }) => mosquitto({ address, port: 1883 }),
    ixit: { services: [service(1883, 'mqtt')] },
    expect: { 'NET-3-1': { fail: 'answered list #' }, 'NET-7-1': { fail: 'took a change or command' } },
  },
  {
    name: 'mosquitto with a password that nothing slows down',
    needs: ['mosquitto', 'mosquitto_passwd'],
    start: ({ address }) => mosquitto({ address, port: 1883, password: true }),
    features: ['user-credentials', 'factory-credentials'],
    ixit: {
      services: [service(1883, 'mqtt', { authentication: 'hub-password' })],
      credentials: [
        {
          id: 'hub-password',
          kind: 'user-password',
          holder: 'guardian',
          services: ['mqtt'],
          factory: true,
          changeable: true,
          username: 'guardian',
          login: { kind: 'mqtt' },
        },
      ],
    },
    secrets: [{ credential: 'hub-password', username: 'guardian', value: 'correct horse' }],
    expect: {
      'NET-3-1': 'pass',
      'NET-7-1': 'pass',
      'AUTH-1-3': 'pass',
      'AUTH-4-1': { fail: 'wrong guesses at full speed' },
    },
  },
  {
    name: 'mosquitto behind TLS',
    needs: ['mosquitto'],
    start: ({ address, folder }) => mosquitto({ address, port: 8883, tls: writeChain(folder) }),
    ixit: {
      services: [service(8883, 'mqtts', { host, trustAnchor: 'root' })],
      trustAnchors: [{ id: 'root', file: 'anchor.pem' }],
    },
    expect: {
      'COMM-1-1': 'pass',
      'COMM-8-1': 'pass',
      'COMM-9-1': 'pass',
      'COMM-10-1': 'pass',
      'COMM-2-1': 'pass',
      'COMM-2-2': 'pass',
      'COMM-11-1': 'pass',
    },
  },
];
