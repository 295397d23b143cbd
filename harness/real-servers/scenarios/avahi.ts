import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPeer } from '../../development/peer.ts';
import { service, type At, type Scenario } from '../scenario.ts';

const daemon = (host: string) => `[server]
host-name=${host}
allow-interfaces=toy
enable-dbus=no
use-ipv6=no
[publish]
publish-workstation=no
`;

const announced = `<?xml version="1.0" standalone='no'?>
<!DOCTYPE service-group SYSTEM "avahi-service.dtd">
<service-group><name>Bear</name><service><type>_bear._tcp</type><port>4711</port>
<txt-record>model=Bear 2</txt-record></service></service-group>`;

const avahi =
  (host: string) =>
  ({ folder, enter: [command = '', ...enter] }: At) => {
    mkdirSync(join(folder, 'services'));
    writeFileSync(join(folder, 'services', 'bear.service'), announced);
    writeFileSync(join(folder, 'avahi.conf'), daemon(host));
    // The daemon gives its folder to the user avahi, whom this network's only user has to stand in for.
    writeFileSync(join(folder, 'passwd'), 'root:x:0:0::/:/bin/sh\navahi:x:0:0::/:/bin/sh\n');
    writeFileSync(join(folder, 'group'), 'root:x:0:\navahi:x:0:\n');
    const script = [
      'mount -t tmpfs none /run',
      `mount --bind ${folder}/services /etc/avahi/services`,
      ...['passwd', 'group'].map((name) => `mount --bind ${folder}/${name} /etc/${name}`),
      `exec avahi-daemon --no-drop-root --no-rlimits --no-chroot -f ${folder}/avahi.conf`,
    ].join(' && ');
    const ready = /Service .* successfully established/;
    return startPeer({ command, args: [...enter, 'unshare', '-m', 'sh', '-c', script], ready });
  };

const common = { needs: ['avahi-daemon', 'nsenter'], cable: true } as const;
const services = [service(5353, 'mdns', { transport: 'udp', public: 'Announces the model.' })];

export const scenarios: readonly Scenario[] = [
  {
    ...common,
    name: 'avahi that announces what is declared',
    start: avahi('bear'),
    ixit: {
      services,
      announcements: [{ id: 'mdns', protocol: 'mdns', fields: ['PTR', 'SRV', 'A', 'AAAA', 'TXT', 'TXT:model'] }],
    },
    expect: { 'NET-4-1': 'pass', 'NET-8-1': 'pass' },
  },
  {
    ...common,
    name: 'avahi that announces the child and undeclared fields',
    start: avahi('bear-of-tarnbeck'),
    ixit: { services, announcements: [{ id: 'mdns', protocol: 'mdns', fields: ['PTR', 'SRV', 'A', 'AAAA'] }] },
    expect: { 'NET-4-1': { fail: 'announces city' }, 'NET-8-1': { fail: 'announces TXT:model over mdns' } },
  },
];
