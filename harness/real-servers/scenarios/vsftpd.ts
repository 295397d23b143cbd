import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '../../development/service-peers.ts';
import { service, type Scenario } from '../scenario.ts';

export const scenarios: readonly Scenario[] = [
  {
    name: 'vsftpd that lets everybody in',
    needs: ['vsftpd'],
    start: ({ address }) =>
      serve(
        ({ folder, port }) => {
          mkdirSync(join(folder, 'files'));
          writeFileSync(join(folder, 'files', 'voice-0001.wav'), 'RIFF');
          const lines = ['listen=YES', `listen_address=${address}`, `listen_port=${port}`, 'background=NO'];
          // The only user of a network of its own cannot become another.
          lines.push('run_as_launching_user=YES', 'seccomp_sandbox=NO', 'anonymous_enable=YES');
          lines.push(`anon_root=${folder}/files`, `secure_chroot_dir=${folder}`);
          writeFileSync(join(folder, 'vsftpd.conf'), `${lines.join('\n')}\n`);
          return { command: 'vsftpd', args: [join(folder, 'vsftpd.conf')] };
        },
        { address, port: 21 },
      ),
    ixit: { services: [service(21, 'ftp')] },
    expect: { 'NET-2-1': { fail: 'speaks ftp' }, 'NET-3-1': { fail: 'answered list /' }, 'NET-7-1': 'pass' },
  },
];
