import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { lighttpdTlsModule } from '../../doctor/tools.ts';
import { cannot, needs } from '../../development/needs.ts';
import { observeTarget } from '../../development/observing.ts';
import { scratch } from '../../development/peer.ts';
import { mosquitto, type KeyFiles, type ServicePeer } from '../../development/service-peers.ts';
import { sslscan } from '../../development/sslscan.ts';
import { lighttpdTls, nginxTls, opensslServer, stunnel } from '../../development/tls-peers.ts';
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
        const ours = (await suitesAt(peer.port)).filter((suite) => known.has(suite.split(' ').at(-1) ?? ''));
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
});

async function suitesAt(port: number): Promise<readonly string[]> {
  const service = {
    id: 'web',
    transport: 'tcp',
    port,
    protocol: 'https',
    purpose: 'x',
    authentication: 'none',
  } as const;
  const ixit = { services: [{ ...service, host: 'toy.example' }] };
  const { suites, versions } = await observeTarget({ kind: 'tls-server', probe }, 'web/unit-1', { ixit });
  expect(versions.every(({ complete }) => complete)).to.equal(true);
  return suites.map(({ version, code }) => `${version} ${code}`);
}

// sslscan offers what its OpenSSL has; older suites that we offer besides are not its to find.
function suitesOfOpenssl(): ReadonlySet<string> {
  const listed = execFileSync('openssl', ['ciphers', '-V', everything], { encoding: 'utf8' });
  return new Set([...listed.matchAll(/0x(..),0x(..) -/g)].map(([, high, low]) => `0x${high}${low}`));
}
