import { serve } from '../../development/service-peers.ts';
import { service, type Scenario } from '../scenario.ts';

export const scenarios: readonly Scenario[] = [
  {
    name: 'telnetd of BusyBox with a shell for everybody',
    needs: ['busybox'],
    start: ({ address }) =>
      serve(
        ({ port }) => ({
          command: 'busybox',
          args: ['telnetd', '-F', '-b', address, '-p', String(port), '-l', '/bin/sh'],
        }),
        { address, port: 2323 },
      ),
    ixit: { services: [service(2323, 'telnet')] },
    expect: { 'NET-2-1': { fail: 'speaks telnet: a shell in the clear' }, 'NET-7-1': { fail: 'echo' } },
  },
];
