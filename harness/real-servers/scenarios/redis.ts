import { redis } from '../../development/service-peers.ts';
import { service, type Scenario } from '../scenario.ts';

export const scenarios: readonly Scenario[] = [
  {
    name: 'redis without a password',
    needs: ['redis-server'],
    start: ({ address }) => redis({ address, port: 6379 }),
    ixit: { services: [service(6379, 'cache')] },
    expect: { 'NET-2-1': { fail: 'speaks redis: a database' } },
  },
  {
    name: 'redis that nobody declared',
    needs: ['redis-server'],
    start: ({ address }) => redis({ address, port: 6379 }),
    ixit: {},
    expect: { 'NET-3-1': { fail: 'redis on tcp port 6379' }, 'NET-7-1': { fail: 'SET ' } },
  },
];
