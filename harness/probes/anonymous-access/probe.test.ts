import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { needs } from '../../development/needs.ts';
import { observeTarget } from '../../development/observing.ts';
import * as peers from '../../development/service-peers.ts';
import { ask, child, instrument } from './ask-peer.ts';

const table = [
  {
    title: 'an open broker gives every topic and takes messages',
    tools: ['mosquitto'],
    start: () => peers.mosquitto(),
    serving: { protocol: 'mqtt' },
    holds: [
      'connect MQTT 3.1.1 granted',
      'connect MQTT 5 granted',
      'list # granted',
      'write OWN/4 granted',
      'write OWN/5 granted',
    ],
  },
  {
    title: 'an open broker is the same behind TLS',
    tools: ['mosquitto', 'openssl'],
    start: () => peers.mosquitto({ tls: true }),
    serving: { protocol: 'mqtts' },
    holds: ['connect MQTT 3.1.1 granted', 'list $SYS/# granted', 'write OWN/5 granted'],
  },
  {
    title: 'a broker with passwords lets no stranger in',
    tools: ['mosquitto', 'mosquitto_passwd'],
    start: () => peers.mosquitto({ password: true }),
    serving: { protocol: 'mqtt' },
    is: ['connect MQTT 3.1.1 refused', 'connect MQTT 5 refused'],
  },
  {
    title: 'a public page is read and found to name the child; nothing is written',
    tools: ['nginx', 'openssl'],
    start: () => peers.nginx(),
    serving: { protocol: 'http' },
    is: ['read / granted name', 'write PUT /OWN.txt refused', 'command DELETE /OWN.txt refused'],
    loosely: true,
  },
  {
    title: 'a server that takes files gives the file back and deletes it',
    tools: ['nginx', 'openssl'],
    start: () => peers.nginx({ dav: true }),
    serving: { protocol: 'http' },
    holds: ['write PUT /OWN.txt granted', 'command DELETE /OWN.txt granted'],
    leaves: ['files', 'index.html', 'private'],
    in: 'www',
  },
  {
    title: 'an anonymous FTP server lists its files, and takes one into the folder that is open',
    tools: ['vsftpd'],
    start: peers.vsftpd,
    serving: { protocol: 'ftp' },
    is: [
      'connect USER anonymous granted',
      'list / granted token',
      'write STOR OWN.txt refused',
      'write STOR upload/OWN.txt granted',
      'command DELE upload/OWN.txt granted',
    ],
    in: 'root/upload',
    leaves: [],
  },
  {
    title: 'redis without a password answers, sets and deletes',
    tools: ['redis-server'],
    start: peers.redis,
    serving: { protocol: 'redis' },
    is: [
      'connect PING granted',
      'read INFO granted',
      'list SCAN 0 COUNT 100 granted',
      'write SET OWN OWN granted',
      'read GET OWN granted',
      'command DEL OWN granted',
    ],
  },
  {
    title: 'snmpd tells its description to public and nothing to private, and takes no contact',
    tools: ['snmpd'],
    start: peers.snmpd,
    serving: { protocol: 'snmp', transport: 'udp' as const },
    is: [
      'read v1 public sysDescr.0 granted',
      'write v1 public sysContact.0 refused',
      'read v1 private sysDescr.0 unanswered',
      'read v2c public sysDescr.0 granted',
      'write v2c public sysContact.0 refused',
      'read v2c private sysDescr.0 unanswered',
    ],
  },
  {
    title: 'telnet with a shell and no login runs a command',
    tools: [],
    start: peers.openShell,
    serving: { protocol: 'telnet' },
    is: ['connect telnet granted', 'command echo $((40000+321)) granted'],
  },
  {
    title: 'a port nobody listens on is not reached',
    tools: [],
    start: () =>
      peers
        .oddPeer(() => undefined)
        .then(async (peer) => {
          await peer.stop();
          return { ...peer, stop: () => Promise.resolve() };
        }),
    serving: { protocol: 'http' },
    is: [],
    reached: false,
  },
  {
    title: 'a service that accepts and says nothing is reached and leaves its question unanswered',
    tools: [],
    start: () => peers.oddPeer(() => undefined),
    serving: { protocol: 'redis' },
    is: ['connect PING unanswered'],
  },
  {
    title: 'a service that resets every connection leaves the question unanswered',
    tools: [],
    start: () => peers.oddPeer((socket) => socket.resetAndDestroy()),
    serving: { protocol: 'http' },
    is: ['read / unanswered'],
  },
  {
    title: 'a service that never stops talking is not listened to for ever',
    tools: [],
    start: () =>
      peers.oddPeer((socket) => {
        const talk = () => socket.writable && socket.write('x'.repeat(65_536), talk);
        talk();
      }),
    serving: { protocol: 'json' },
    holds: ['connect  granted', 'read status granted'],
  },
] as const;

describe('anonymous-access', () => {
  for (const row of table)
    it(row.title, async function () {
      needs(this, ...row.tools);
      const peer = await row.start();
      try {
        const { reached, lines } = await ask(peer, row.serving);
        expect(reached).to.deep.equal([!('reached' in row)]);
        if ('is' in row)
          expect('loosely' in row ? lines.slice(0, 2) : lines).to.deep.equal(
            'loosely' in row ? row.is.slice(0, 2) : row.is,
          );
        if ('holds' in row) expect(lines).to.include.members([...row.holds]);
        if ('in' in row) expect(readdirSync(join(peer.folder, row.in)).sort()).to.deep.equal(row.leaves);
      } finally {
        await peer.stop();
      }
    });

  it('a listing on a declared path is told from a page', async function () {
    needs(this, 'nginx', 'openssl');
    const peer = await peers.nginx();
    const service = {
      id: 'web',
      transport: 'tcp',
      port: peer.port,
      protocol: 'http',
      purpose: 'page',
      authentication: 'none',
    } as const;
    const pages = ['/files/', '/private/'].map((path, index) => ({
      id: `p${String(index)}`,
      service: 'web',
      path,
      session: 'public' as const,
    }));
    const { operations } = await observeTarget(instrument, 'web/unit-1', {
      ixit: { services: [service], webPaths: pages },
      child,
    });
    await peer.stop();
    const seen = operations.map(({ operation, target, status, canaries }) => [operation, target, status, canaries]);
    expect(seen).to.deep.include(['list', '/files/', '200', ['token']]);
    expect(seen).to.deep.include(['read', '/private/', '401', []]);
  });

  it('a target ends soon after its time is over', async () => {
    const peer = await peers.oddPeer(() => undefined);
    const started = Date.now();
    const error: unknown = await ask(peer, { protocol: 'http' }, AbortSignal.timeout(300)).catch(
      (thrown: unknown) => thrown,
    );
    await peer.stop();
    expect(error).to.be.instanceOf(Error);
    expect(Date.now() - started).to.be.lessThan(4000);
  });
});
