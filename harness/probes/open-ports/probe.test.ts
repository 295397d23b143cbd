import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Bench, Declared, OpenPortsObservation } from '../../../schemas/types.ts';

import { inOwnNetwork, ownNetwork } from '../../development/namespace.ts';
import { needs } from '../../development/needs.ts';
import { scratch, startPeer, type Peer } from '../../development/peer.ts';
import type { Observing } from '../../gather/probe.ts';
import { neighbourSilent } from '../shared/liveness.ts';
import { probe } from './probe.ts';
import { scanTcp } from './scan-tcp.ts';

const { folder, remove } = scratch();
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const nginx = () => `
user root; daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f;
  uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  server { listen 127.0.0.1:23; listen [::1]:8081; }
  server { listen 127.0.0.1:5001 ssl; ssl_certificate ${folder}/c.pem; ssl_certificate_key ${folder}/k.pem; }
}`;
const vsftpd = () => `
listen=YES
listen_address=127.0.0.1
listen_port=7021
background=NO
anonymous_enable=YES
secure_chroot_dir=${folder}/empty
seccomp_sandbox=NO
run_as_launching_user=YES
`;

/** Tool, arguments and the port at which it is ready. */
const peers = (): readonly (readonly [string, readonly string[], number])[] => [
  ['nginx', ['-c', file('nginx.conf', nginx()), '-p', folder], 5001],
  ['mosquitto', ['-c', file('mosquitto.conf', 'user root\nlistener 40883 127.0.0.1\nallow_anonymous true\n')], 40883],
  ['redis-server', ['--port', '7000', '--bind', '127.0.0.1', '--save', '', '--dir', folder], 7000],
  ['dropbear', ['-F', '-E', '-R', '-p', '127.0.0.1:8022', '-P', join(folder, 'dropbear.pid')], 8022],
  ['vsftpd', [file('vsftpd.conf', vsftpd())], 7021],
];
const snmpd = (): readonly string[] => [
  ...[
    '-f',
    '-Lo',
    '-I',
    '-smux',
    '-C',
    '-c',
    file(
      'snmpd.conf',
      'rocommunity public 127.0.0.1\nrocommunity6 public ::1\nagentAddress udp:127.0.0.1:161,udp6:[::1]:161\n',
    ),
  ],
  ...['-p', join(folder, 'snmpd.pid')],
];

const reach = { 'unit-1': ['127.0.0.1', '::1'] };
const observing = (bench: Partial<Bench> = {}): Observing =>
  ({
    declaration: { product: { units: [{ id: 'unit-1' }] }, ixit: { services: [] } } as unknown as Declared,
    bench: { reach, ...bench } as unknown as Bench,
    benchFolder: folder,
    signal: AbortSignal.timeout(120_000),
    progress: () => undefined,
  }) as unknown as Observing;
const observe = (transport: string, bench?: Partial<Bench>): Promise<OpenPortsObservation> => {
  const seen = observing(bench);
  const target = probe.targets({ declaration: seen.declaration, testCases: [], parameters: {} });
  return probe.observe(
    target.find(({ id }) => id === `unit-1/${transport}`)!,
    seen,
  );
};

describe('open-ports probe', function () {
  this.timeout(180_000);
  after(remove);
  if (!ownNetwork) {
    it('sees what real servers offer, alone in a network of its own', function () {
      needs(this, 'nginx', 'mosquitto', 'redis-server', 'dropbear', 'vsftpd', 'snmpd', 'nmap', 'openssl');
      inOwnNetwork(this, import.meta.url);
    });
    return;
  }
  const running: Peer[] = [];
  let tcp: OpenPortsObservation;

  before(async () => {
    mkdirSync(join(folder, 'empty'));
    const certificate = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=toy', '-days', '2'];
    spawnSync('openssl', [...certificate, '-keyout', join(folder, 'k.pem'), '-out', join(folder, 'c.pem')]);
    for (const [command, args, port] of peers()) running.push(await startPeer({ command, args, ready: { port } }));
    running.push(await startPeer({ command: 'snmpd', args: snmpd(), ready: /NET-SNMP version/ }));
    tcp = await observe('tcp');
  });
  after(async () => {
    for (const peer of running) await peer.stop();
  });

  it('recognises each server whatever its port', () => {
    const seen = tcp.tcp.map(({ family, port, speaks, encrypted }) => [family, port, speaks, encrypted]);
    expect(seen).to.deep.equal([
      ['IPv4', 23, 'http', false],
      ['IPv4', 5001, 'http', true],
      ['IPv4', 7000, 'redis', false],
      ['IPv4', 7021, 'ftp', false],
      ['IPv4', 8022, 'ssh', false],
      ['IPv4', 40883, 'mqtt', false],
      ['IPv6', 8081, 'http', false],
    ]);
  });

  it('says that the scan was complete and over which addresses', () => {
    expect(tcp.complete).to.equal(true);
    expect(tcp.scans.map(({ id, ports, hostAnswered }) => [id, ports, hostAnswered])).to.deep.equal([
      ['unit-1/tcp/ipv4', 65535, true],
      ['unit-1/tcp/ipv6', 65535, true],
    ]);
  });

  it('finds the ports that nmap finds', () => {
    const { stdout } = spawnSync('nmap', ['-sT', '-p-', '-n', '-Pn', '-oG', '-', '127.0.0.1'], { encoding: 'utf8' });
    const theirs = [...stdout.matchAll(/(\d+)\/open\/tcp/g)].map(([, port]) => Number(port));
    expect(tcp.tcp.filter(({ family }) => family === 'IPv4').map(({ port }) => port)).to.deep.equal(theirs);
  });

  it('measures how far UDP replies exceed their requests', async () => {
    const { udp, complete } = await observe('udp');
    expect(complete).to.equal(true);
    expect(udp.map(({ id, family, speaks }) => [id, family, speaks])).to.deep.equal([
      ['unit-1/udp/ipv4/161', 'IPv4', 'snmp'],
      ['unit-1/udp/ipv6/161', 'IPv6', 'snmp'],
    ]);
    for (const { replyBytes, requestBytes } of udp) expect(replyBytes / requestBytes).to.be.greaterThan(3);
  });

  it('leaves out what answered before the product was switched on', async () => {
    const row = { id: 'unit-1/baseline/udp/ipv4/161', unit: 'unit-1', family: 'IPv4', transport: 'udp', port: 161 };
    file('baseline.json', JSON.stringify([row, { ...row, id: 'other', unit: 'unit-2' }]));
    const { udp, baseline } = await observe('udp', { baseline: 'baseline.json' });
    expect(udp.map(({ id }) => id)).to.deep.equal(['unit-1/udp/ipv6/161']);
    expect(baseline).to.deep.equal([row]);
  });

  it('does not take a socket that the kernel connected to itself for an open port', async () => {
    const range = '/proc/sys/net/ipv4/ip_local_port_range';
    const before = readFileSync(range, 'utf8');
    writeFileSync(range, '50000 50015');
    const ports = Array.from({ length: 16 }, (_, index) => 50_000 + index);
    const task = { address: '127.0.0.1', ports, connections: 4, signal: AbortSignal.timeout(30_000) };
    for (let round = 0; round < 30; round += 1) expect((await scanTcp(task)).open).to.deep.equal([]);
    writeFileSync(range, before);
  });

  it('gives a unit up within ten seconds when nothing comes from it', async () => {
    spawnSync('sh', [
      '-c',
      'ip link add toy type veth peer name bench && ip addr add 192.0.2.1/24 dev bench && ip link set bench up && ip link set toy up',
    ]);
    const started = Date.now();
    const outcome = await observe('tcp', { reach: { 'unit-1': ['192.0.2.9'] } }).catch((error: unknown) => error);
    expect(outcome).to.have.property('reason', 'unreachable');
    expect(Date.now() - started).to.be.lessThan(10_000);
    // The link asked for it in vain; of a unit that answers nobody says so.
    expect(await neighbourSilent('192.0.2.9')).to.equal(true);
    expect(await neighbourSilent('127.0.0.1')).to.equal(false);
  });
});
