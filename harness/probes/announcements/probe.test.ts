import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { AnnouncementsObservation, Bench, Declared } from '../../../schemas/types.ts';
import { inOwnNetwork, ownNetwork, secondNetwork, type SecondNetwork } from '../../development/namespace.ts';
import { needs } from '../../development/needs.ts';
import { scratch, startPeer, type Peer } from '../../development/peer.ts';
import type { Observing } from '../../gather/probe.ts';
import { probe } from './probe.ts';

const { folder, remove } = scratch();
const toy = { IPv4: '192.0.2.2', IPv6: '2001:db8::2' };
const child = { childName: 'Quillon Marwick', city: 'Tarnbeck' };

const avahi = `[server]
host-name=bear
allow-interfaces=toy
enable-dbus=no
use-ipv4=yes
use-ipv6=yes
[publish]
publish-workstation=no
`;
const service = `<?xml version="1.0" standalone='no'?>
<!DOCTYPE service-group SYSTEM "avahi-service.dtd">
<service-group><name>Bear of Quillon Marwick</name><service><type>_bear._tcp</type><port>4711</port>
<txt-record>model=Bear 2</txt-record><txt-record>town=VGFybmJlY2s=</txt-record></service></service-group>`;
const minidlna = () => `port=8200
network_interface=toy
media_dir=${folder}/media
db_dir=${folder}/db
friendly_name=Bear of Quillon Marwick
notify_interval=2
log_dir=${folder}
`;

const observing = (addresses: readonly string[]): Observing =>
  ({
    declaration: { product: { units: [{ id: 'unit-1' }] }, ixit: {} } as unknown as Declared,
    bench: { reach: { 'unit-1': addresses }, child } as unknown as Bench,
    signal: AbortSignal.timeout(60_000),
    progress: () => undefined,
  }) as unknown as Observing;
const observe = (protocol: string, addresses: readonly string[] = Object.values(toy)) => {
  const seen = observing(addresses);
  const targets = probe.targets({ declaration: seen.declaration, testCases: [], parameters: {} });
  return probe.observe(
    targets.find(({ id }) => id === `unit-1/${protocol}`)!,
    seen,
  );
};
const valuesOf = ({ announcements }: AnnouncementsObservation, field: string, family = 'IPv4') =>
  announcements.filter((row) => row.field === field && row.family === family).map(({ value }) => value);

describe('announcements probe', function () {
  this.timeout(120_000);
  after(remove);
  if (!ownNetwork) {
    it('hears what real responders announce at the other end of a cable', function () {
      needs(this, 'avahi-daemon', 'minidlnad', 'nsenter');
      inOwnNetwork(this, import.meta.url);
    });
    return;
  }
  let far: SecondNetwork;
  const running: Peer[] = [];
  const inFar = (script: string, ready: RegExp) => {
    const [command = '', ...enter] = far.enter;
    return startPeer({ command, args: [...enter, 'sh', '-c', script], ready });
  };

  before(async () => {
    far = secondNetwork(['192.0.2.1/24', '2001:db8::1/64'], ['192.0.2.2/24', '2001:db8::2/64']);
    for (const name of ['services', 'media', 'db']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'avahi.conf'), avahi);
    writeFileSync(join(folder, 'services', 'bear.service'), service);
    writeFileSync(join(folder, 'minidlna.conf'), minidlna());
    // The daemon gives its folder to the user avahi, whom this network's only user has to stand in for.
    writeFileSync(join(folder, 'passwd'), 'root:x:0:0::/:/bin/sh\navahi:x:0:0::/:/bin/sh\n');
    writeFileSync(join(folder, 'group'), 'root:x:0:\navahi:x:0:\n');
    const mounts = [
      'mount -t tmpfs none /run',
      `mount --bind ${folder}/services /etc/avahi/services`,
      ...['passwd', 'group'].map((name) => `mount --bind ${folder}/${name} /etc/${name}`),
    ].join(' && ');
    const daemon = `exec avahi-daemon --no-drop-root --no-rlimits --no-chroot -f ${folder}/avahi.conf`;
    running.push(await inFar(`${mounts} && ${daemon}`, /Service .* successfully established/));
    running.push(
      await inFar(`exec minidlnad -d -f ${folder}/minidlna.conf -P ${folder}/dlna.pid`, /HTTP listening|Starting/),
    );
  });
  after(async () => {
    for (const peer of running) await peer.stop();
    far.stop();
  });

  it('reads services, attributes and host names over IPv4 and IPv6', async () => {
    const seen = await observe('mdns');
    for (const family of ['IPv4', 'IPv6']) {
      expect(valuesOf(seen, 'TXT:model', family)).to.deep.equal(['Bear 2']);
      expect(valuesOf(seen, 'SRV', family).join()).to.match(/^Bear.*_bear\._tcp\.local → bear\.local:4711$/);
    }
    expect(valuesOf(seen, 'A')).to.include('bear.local → 192.0.2.2');
    expect(seen.windows.map(({ listened }) => listened)).to.deep.equal([true, true]);
  });

  it('finds values of the child, also encoded ones', async () => {
    const { announcements } = await observe('mdns');
    const found = announcements.flatMap(({ field, canaries }) =>
      (canaries ?? []).map(({ name, encoding }) => `${field} ${name} ${encoding}`),
    );
    expect(new Set(found)).to.include('TXT:town city base64');
    expect(found.join()).to.match(/(PTR|SRV) childName plain/);
    const bare = announcements.filter(({ field }) => field === 'TXT:model').map(({ canaries }) => canaries);
    expect(bare, 'looked for and not found').to.deep.equal([[], []]);
  });

  it('reads SSDP headers and the description behind them', async () => {
    const seen = await observe('ssdp', [toy.IPv4]);
    expect(valuesOf(seen, 'SERVER').join()).to.match(/UPnP.*MiniDLNA/);
    expect(valuesOf(seen, 'LOCATION')).to.deep.equal(['http://192.0.2.2:8200/rootDesc.xml']);
    expect(valuesOf(seen, 'description:friendlyName')).to.deep.equal(['Bear of Quillon Marwick']);
  });

  it('hears nothing from another protocol, and says that it listened', async () => {
    const { windows, announcements } = await observe('ws-discovery', [toy.IPv4]);
    expect(announcements).to.deep.equal([]);
    expect(windows.map(({ listened }) => listened)).to.deep.equal([true]);
  });

  it('does not take a unit that is not there for one that is silent', async () => {
    const outcome = await observe('ws-discovery', ['192.0.2.9']).catch((error: unknown) => error);
    expect(outcome).to.have.property('reason', 'unreachable');
  });
});
