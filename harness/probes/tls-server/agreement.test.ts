import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { lighttpdTlsModule } from '../../doctor/tools.ts';
import type { TlsServerObservation } from '../../../schemas/types.ts';
import { cannot, needs } from '../../development/needs.ts';
import { observeTarget } from '../../development/observing.ts';
import { scratch } from '../../development/peer.ts';
import { mosquitto, type KeyFiles, type ServicePeer } from '../../development/service-peers.ts';
import { sslscan, sslscanVersions } from '../../development/sslscan.ts';
import { lighttpdTls, nginxTls, nssServer, opensslServer, stunnel } from '../../development/tls-peers.ts';
import { writeChain } from '../../real-servers/certificates.ts';
import { probe } from './probe.ts';

const old = { from: 'TLSv1', to: 'TLSv1.2' };
const all = { from: 'TLSv1', to: 'TLSv1.3' };
const everything = 'ALL:COMPLEMENTOFALL:@SECLEVEL=0';

/** Servers at which both scanners must find the same. */
const rows: readonly (readonly [name: string, tool: string, start: (files: KeyFiles) => Promise<ServicePeer>])[] = [
  ['nginx with forward secrecy alone', 'nginx', (files) => nginxTls({ files })],
  ['nginx of every version and suite', 'nginx', (files) => nginxTls({ files, versions: all, suites: everything })],
  ['nginx with CBC alone', 'nginx', (files) => nginxTls({ files, versions: old, suites: 'AES+SHA:@SECLEVEL=0' })],
  ['lighttpd as it is delivered', 'lighttpd', (files) => lighttpdTls({ files })],
  ['lighttpd of old versions', 'lighttpd', (files) => lighttpdTls({ files, versions: old, suites: everything })],
  ['stunnel of TLS 1.3 alone', 'stunnel4', (files) => stunnel({ files, versions: { from: 'TLSv1.3', to: 'TLSv1.3' } })],
  [
    'stunnel of TLS 1.0 alone',
    'stunnel4',
    (files) => stunnel({ files, versions: { from: 'TLSv1', to: 'TLSv1' }, suites: everything }),
  ],
  ['mosquitto as it is delivered', 'mosquitto', (files) => mosquitto({ tls: files })],
  ['OpenSSL without a certificate in use', 'openssl', (files) => opensslServer({ files, suites: 'aNULL:@SECLEVEL=0' })],
];

describe('tls-server and sslscan', function () {
  this.timeout(60_000);
  const { folder, remove } = scratch();
  let files: readonly KeyFiles[];
  let known: ReadonlySet<string>;
  const isKnown = (suite: string) => known.has(suite.split(' ').at(-1) ?? '');

  before(function () {
    needs(this, 'sslscan', 'openssl');
    // RSA and elliptic curves each have suites of their own.
    files = [writeChain(folder, { rsaBits: 2048 })];
    known = suitesOfOpenssl();
  });
  after(remove);

  for (const [name, tool, start] of rows)
    it(`find the same versions and suites: ${name}`, async function () {
      needs(this, tool);
      if (tool === 'lighttpd' && !existsSync(lighttpdTlsModule)) cannot(this, `needs ${lighttpdTlsModule}`);
      const peer = await start(files[0]!);
      try {
        const ours = (await suitesAt(peer.port)).filter(isKnown);
        const theirs = sslscan(peer.port);
        expect(theirs, 'sslscan').not.to.be.empty;
        expect(
          ours.filter((suite) => !theirs.includes(suite)),
          'found by us alone',
        ).to.deep.equal([]);
        expect(
          theirs.filter((suite) => !ours.includes(suite)),
          'found by sslscan alone',
        ).to.deep.equal([]);
      } finally {
        await peer.stop();
      }
    });

  it('find the same versions and suites: NSS of SSLv3 to TLS 1.2', async function () {
    needs(this, 'selfserv', 'certutil');
    const peer = await nssServer({ files: files[0]! });
    try {
      const ours = await seenAt(peer.port);
      const theirs = sslscan(peer.port);
      const versions = ours.versions.filter(({ negotiated }) => negotiated).map(({ version }) => version);
      expect(versions).to.have.members(sslscanVersions(peer.port)).and.to.include('SSLv3');
      // sslscan counts no suites of SSLv3; NSS takes those of TLS 1.0 without elliptic curves.
      const [old = [], later = []] = [true, false].map((is) =>
        ours.suites.filter((s) => (s.version === 'SSLv3') === is),
      );
      const named = later
        .map(({ version, code }) => `${version} ${code}`)
        .filter((s) => theirs.includes(s) || isKnown(s));
      expect(named).to.have.members([...theirs]);
      const tls10 = later.filter(({ version, code }) => version === 'TLS 1.0' && !code.startsWith('0xC0'));
      expect(old.map(({ code }) => code)).to.have.members(tls10.map(({ code }) => code)).and.not.to.be.empty;
    } finally {
      await peer.stop();
    }
  });
});

async function suitesAt(port: number): Promise<readonly string[]> {
  const { suites, versions } = await seenAt(port);
  expect(versions.every(({ complete }) => complete)).to.equal(true);
  return suites.map(({ version, code }) => `${version} ${code}`);
}

async function seenAt(port: number): Promise<TlsServerObservation> {
  const service = {
    id: 'web',
    transport: 'tcp',
    port,
    protocol: 'https',
    purpose: 'x',
    authentication: 'none',
  } as const;
  const ixit = { services: [{ ...service, host: 'toy.example' }] };
  return await observeTarget({ kind: 'tls-server', probe }, 'web/unit-1', { ixit });
}

// sslscan offers what its OpenSSL has; older suites that we offer besides are not its to find.
function suitesOfOpenssl(): ReadonlySet<string> {
  const listed = execFileSync('openssl', ['ciphers', '-V', everything], { encoding: 'utf8' });
  return new Set([...listed.matchAll(/0x(..),0x(..) -/g)].map(([, high, low]) => `0x${high}${low}`));
}
