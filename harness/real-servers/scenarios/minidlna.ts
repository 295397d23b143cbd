import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPeer } from '../../development/peer.ts';
import { service, type Scenario } from '../scenario.ts';

export const scenarios: readonly Scenario[] = [
  {
    name: 'MiniDLNA with the name of the child',
    needs: ['minidlnad', 'nsenter'],
    cable: true,
    start: ({ folder, enter: [command = '', ...enter] }) => {
      for (const name of ['media', 'db']) mkdirSync(join(folder, name));
      const lines = ['port=8200', 'network_interface=toy', `media_dir=${folder}/media`, `db_dir=${folder}/db`];
      lines.push('friendly_name=Bear of Quillon Marwick', 'notify_interval=2', `log_dir=${folder}`);
      writeFileSync(join(folder, 'minidlna.conf'), `${lines.join('\n')}\n`);
      const args = [...enter, 'minidlnad', '-d', '-f', `${folder}/minidlna.conf`, '-P', `${folder}/pid`];
      return startPeer({ command, args, ready: /HTTP listening|Starting/ });
    },
    features: ['network-web-interface'],
    ixit: { services: [service(8200, 'http', { public: 'Media for every player at home.' })] },
    expect: {
      'NET-3-1': { fail: 'gave childName without credentials' },
      'NET-4-1': { fail: 'announces childName (plain) in description:friendlyName over ssdp' },
      'NET-8-1': { fail: 'announces LOCATION over ssdp' },
    },
  },
];
