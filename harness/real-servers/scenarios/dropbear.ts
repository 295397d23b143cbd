import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { serve } from '../../development/service-peers.ts';
import type { Scenario } from '../scenario.ts';

export const scenarios: readonly Scenario[] = [
  {
    name: 'dropbear that nobody declared',
    needs: ['dropbear', 'dropbearkey'],
    start: ({ address }) =>
      serve(
        ({ folder, port }) => {
          const key = join(folder, 'key');
          execFileSync('dropbearkey', ['-t', 'ed25519', '-f', key], { stdio: 'ignore' });
          const args = ['-F', '-E', '-r', key, '-P', join(folder, 'pid'), '-p', `${address}:${port}`];
          return { command: 'dropbear', args };
        },
        { address, port: 8022 },
      ),
    ixit: {},
    expect: { 'NET-1-1': { fail: 'TCP port 8022 of unit-1 (IPv4, speaks ssh) is not declared' }, 'NET-2-1': 'pass' },
  },
];
