import { execFileSync } from 'node:child_process';
import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Observations } from '../../../schemas/types.ts';
import { needs } from '../../development/needs.ts';
import { freePort, scratch, startPeer } from '../../development/peer.ts';
import { sslscan } from '../../development/sslscan.ts';
import { NotObserved, type Observing } from '../../gather/probe.ts';
import { probe } from './probe.ts';

const { folder, remove } = scratch();
const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });

function observing(
  port: number,
  { trustAnchor, address = '127.0.0.1' }: { trustAnchor?: string; address?: string },
): Observing {
  const service = {
    id: 'web',
    transport: 'tcp',
    port,
    protocol: 'https',
    purpose: 'x',
    authentication: 'none',
    host: 'toy.example',
  };
  const trustAnchors = [{ id: 'ca', file: 'ca.pem' }];
  const named = trustAnchor === undefined ? {} : { trustAnchor };
  return {
    declaration: {
      product: { units: [{ id: 'unit-1' }] },
      ixit: { services: [{ ...service, ...named }], trustAnchors },
    },
    bench: { reach: { 'unit-1': [address] } },
    declarationFolder: folder,
    signal: new AbortController().signal,
    progress: () => undefined,
  } as unknown as Observing;
}

async function look(port: number, address = '127.0.0.1'): Promise<Observations['tls-server']> {
  const given = observing(port, { trustAnchor: 'ca', address });
  const [target] = probe.targets({ declaration: given.declaration, testCases: [], parameters: {} });
  return await probe.observe(target!, given);
}

const serve = async (args: readonly string[], address = '127.0.0.1') => {
  const port = await freePort();
  const all = ['s_server', '-accept', `${address}:${port}`, '-cert_chain', 'ca.pem', '-www', ...args];
  const paths = all.map((arg) => (/\.pem$/.test(arg) ? join(folder, arg) : arg));
  const peer = await startPeer({ command: 'openssl', args: paths, ready: /^ACCEPT/m });
  return { port, stop: peer.stop };
};

const negotiated = ({ versions }: Observations['tls-server']) =>
  versions.filter((row) => row.negotiated).map(({ version }) => version);

describe('tls-server', function () {
  this.timeout(60_000);

  before(function () {
    needs(this, 'openssl');
    const ca = ['-keyout', 'ca-key.pem', '-out', 'ca.pem', '-days', '9', '-subj', '/CN=Toy CA'];
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...ca);
    const leaf = (name: string, key: readonly string[], { host = 'toy.example', days = '9' } = {}) => {
      openssl(
        'req',
        ...key,
        '-nodes',
        '-keyout',
        `${name}-key.pem`,
        '-out',
        `${name}.csr`,
        '-subj',
        `/CN=${host}`,
        '-addext',
        `subjectAltName=DNS:${host}`,
      );
      openssl(
        'x509',
        '-req',
        '-in',
        `${name}.csr`,
        '-CA',
        'ca.pem',
        '-CAkey',
        'ca-key.pem',
        '-copy_extensions',
        'copy',
        '-out',
        `${name}.pem`,
        '-days',
        days,
      );
    };
    leaf('good', ['-newkey', 'rsa:2048']);
    leaf('curve', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']);
    leaf('small', ['-newkey', 'rsa:1024', '-sha1'], { host: 'other.example' });
    leaf('expired', ['-newkey', 'rsa:2048'], { days: '-1' });
  });

  after(remove);

  const good = ['-cert', 'good.pem', '-key', 'good-key.pem'];
  const both = [...good, '-dcert', 'curve.pem', '-dkey', 'curve-key.pem'];
  const everything = ['-cipher', 'ALL:COMPLEMENTOFALL:@SECLEVEL=0', '-min_protocol', 'TLSv1'];

  const cases: readonly {
    title: string;
    args: readonly string[];
    versions: readonly string[];
    validation: string;
    matches: boolean;
  }[] = [
    {
      title: 'a strong server',
      args: [...both, '-min_protocol', 'TLSv1.2'],
      versions: ['TLS 1.2', 'TLS 1.3'],
      validation: 'ok',
      matches: true,
    },
    {
      title: 'a server of TLS 1.3 alone',
      args: [...good, '-tls1_3'],
      versions: ['TLS 1.3'],
      validation: 'ok',
      matches: true,
    },
    {
      title: 'a server of TLS 1.2 alone',
      args: [...good, '-tls1_2'],
      versions: ['TLS 1.2'],
      validation: 'ok',
      matches: true,
    },
    {
      title: 'a server of TLS 1.0 alone',
      args: [...good, '-tls1', '-cipher', 'ALL:@SECLEVEL=0'],
      versions: ['TLS 1.0'],
      validation: 'ok',
      matches: true,
    },
    {
      title: 'a server of every suite',
      args: [...both, ...everything],
      versions: ['TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'],
      validation: 'ok',
      matches: true,
    },
    {
      title: 'a small key for another name',
      args: ['-cert', 'small.pem', '-key', 'small-key.pem', ...everything],
      versions: ['TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'],
      validation: 'ok',
      matches: false,
    },
    {
      title: 'an expired certificate',
      args: ['-cert', 'expired.pem', '-key', 'expired-key.pem'],
      versions: ['TLS 1.2', 'TLS 1.3'],
      validation: 'CERT_HAS_EXPIRED',
      matches: true,
    },
  ];

  for (const { title, args, versions, validation, matches } of cases)
    it(`${title}: ${versions.join(', ')}, ${validation}; suites as sslscan finds them`, async function () {
      needs(this, 'sslscan');
      const peer = await serve(args);
      try {
        const found = await look(peer.port);
        expect(negotiated(found)).to.deep.equal(versions);
        expect(found.versions.every(({ complete }) => complete)).to.equal(true);
        expect([...new Set(found.chains.map((chain) => chain.validation))]).to.deep.equal([validation]);
        expect(found.chains.every(({ nameMatches }) => nameMatches === matches)).to.equal(true);
        expect(ourSuites(found)).to.include.members(sslscan(peer.port));
        expect(sslscan(peer.port).length).to.be.greaterThan(0);
      } finally {
        await peer.stop();
      }
    });

  it('RSA and ECDSA chains are both seen, with key sizes, names and signature algorithms', async () => {
    const peer = await serve(both);
    const found = await look(peer.port).finally(peer.stop);
    const leaves = found.certificates.filter(({ position }) => position === 0);
    expect(leaves.map(({ keyAlgorithm, keyBits }) => `${keyAlgorithm} ${keyBits}`).sort()).to.deep.equal([
      'ec 256',
      'rsa 2048',
    ]);
    expect(leaves.every(({ names }) => names[0] === 'toy.example')).to.equal(true);
    expect(leaves.every(({ signatureAlgorithm }) => signatureAlgorithm === 'sha256WithRSAEncryption')).to.equal(true);
  });

  it('a server at an IPv6 address is scanned as one at an IPv4 address is', async () => {
    const peer = await serve([...good, '-min_protocol', 'TLSv1.2', '-6'], '[::1]');
    const found = await look(peer.port, '::1').finally(peer.stop);
    expect(found.servers.map(({ family, speaksTls }) => [family, speaksTls])).to.deep.equal([['IPv6', true]]);
    expect(negotiated(found)).to.deep.equal(['TLS 1.2', 'TLS 1.3']);
    expect(found.chains.map(({ validation }) => validation))
      .to.include('ok')
      .and.not.include('CERT_HAS_EXPIRED');
  });

  it('a server that is not TLS, one that never answers and one without end are observed, and the last two end', async () => {
    const plain = await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const found = await look(plain.port).finally(plain.stop);
    expect(found.servers[0]).to.include({ speaksTls: false, reached: true });
    expect(found.suites).to.deep.equal([]);
    const endless = await listen((socket) => void socket.write(Buffer.alloc(8 * 1024 * 1024, 22)));
    expect((await look(endless.port).finally(endless.stop)).servers[0]).to.include({ speaksTls: false });
    const mute = await listen(() => undefined);
    const silence = await look(mute.port).finally(mute.stop);
    expect(silence.servers[0]).to.include({ speaksTls: false, reached: true });
    expect(silence.versions.some(({ complete }) => complete)).to.equal(false);
  });

  it('a refused port is not observed: unreachable', async () => {
    const error = await look(await freePort()).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(NotObserved).with.property('reason', 'unreachable');
  });
});

const ourSuites = (found: Observations['tls-server']) =>
  found.suites.map(({ version, code }) => `${version} ${code}`).sort();

async function listen(onConnection: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    onConnection(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port: (server.address() as AddressInfo).port, stop };
}
