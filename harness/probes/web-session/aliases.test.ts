import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { cannot, needs } from '../../development/needs.ts';
import { scratch } from '../../development/peer.ts';
import type { Rows } from './take-journey.ts';
import { noBrowser } from './web.fixture.ts';

const program = join(import.meta.dirname, 'aliases.fixture.js');

/** A network and mounts of its own, which a plain user has as the root of a user namespace. */
const own = [...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']), '--net', '--mount'];

const noNetwork = () =>
  spawnSync('unshare', [...own, '--', 'true'], { stdio: 'ignore' }).status === 0
    ? undefined
    : 'needs a network and mounts of its own, which this system gives to root alone';

// A network with a name server that tells one host of the portal to be another name for somebody else's.
const inside = `
ip link set lo up && ip address add 192.0.2.7/24 dev lo && mount --bind "$1/resolv.conf" /etc/resolv.conf || exit 3
dnsmasq --no-daemon --conf-file=/dev/null --no-hosts --no-resolv \\
  --listen-address=127.0.0.1 --bind-interfaces --host-record=portal.example,127.0.0.1 \\
  --host-record=collector.tracker.example,127.0.0.1 --cname=metrics.portal.example,collector.tracker.example &
server=$!
shift
"$@"
kill $server`;

describe('a tracker behind a name of the product', function () {
  this.timeout(90_000);
  const { folder, remove } = scratch();
  after(remove);
  before(function () {
    needs(this, 'dnsmasq', 'unshare', 'ip', 'mount');
    const missing = noBrowser() ?? noNetwork();
    if (missing !== undefined) cannot(this, missing);
  });

  it('is seen by the name behind the name, and named with the rule that knows it', async () => {
    writeFileSync(join(folder, 'resolv.conf'), 'nameserver 127.0.0.1\noptions timeout:1\n');
    const args = [...own, '--', 'sh', '-c', inside, 'sh', folder, process.execPath, program, folder];
    const { stdout } = await promisify(execFile)('unshare', args, { timeout: 80_000 });
    const seen = JSON.parse(stdout) as Pick<Rows, 'aliases' | 'trackers'>;
    expect(seen.aliases.map(({ host, alias }) => ({ host, alias }))).to.deep.equal([
      { host: 'metrics.portal.example', alias: 'collector.tracker.example' },
    ]);
    const found = seen.trackers.filter(({ journey }) => journey === 'look');
    expect(found).to.have.length(1);
    expect(found[0]).to.include({ host: 'metrics.portal.example', alias: 'collector.tracker.example' });
    expect(found[0]).to.include({ path: '/collect', rule: '||tracker.example^' });
  });
});
