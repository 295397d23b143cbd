import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { place, realDisk } from './disk.ts';
import { bundleOf, entriesIn } from './bundle.ts';
import { largestNote } from './note.ts';
import { proofFile, proverOf } from './prove.ts';
import { publish } from './publish.ts';
import { publishStatus } from './publish-status.ts';
import type { Registry } from './registry.ts';
import { fetchResource, withRemote } from './remote.ts';
import { serverOf } from './serve.ts';
import { tileAt, tilePath } from './tiles.ts';
import { witness } from './witness.ts';
import {
  at,
  codeOf,
  founded,
  idOf,
  issuedMany,
  logSigner,
  logged,
  scratch,
  statusSigner,
  witnesses,
} from './registry.fixture.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

describe('a served registry', () => {
  const { folder, remove } = scratch();
  let registry: Registry;
  let server: ReturnType<typeof serverOf>;
  let port: number;

  const ask = (
    path: string,
    { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
  ) =>
    new Promise<Answer>((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
        );
      });
      sent.on('error', reject).end();
    });

  before(async () => {
    registry = await founded(join(folder, 'registry'));
    await logged(registry, issuedMany(0, 300));
    place(realDisk, registry.folder, [
      { path: proofFile(idOf(7)), bytes: Buffer.from(proverOf(registry, at).prove(idOf(7)).text) },
    ]);
    await publishStatus(registry, { signer: statusSigner, at, validSeconds: 60 });
    writeFileSync(join(folder, 'secret'), 'secret');
    symlinkSync('/dev/zero', join(registry.folder, 'proof', 'TM-ZERO.tlog-proof'));
    server = serverOf(registry.folder).listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  after(() => {
    server.close();
    server.closeAllConnections();
    remove();
  });

  const served = [
    ['/checkpoint', 'text/plain; charset=utf-8', 'public, max-age=5'],
    ['/registry.json', 'application/json', 'public, max-age=3600'],
    ['/tile/0/000', 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ['/tile/0/001.p/44', 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ['/tile/1/000.p/1', 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ['/tile/entries/000', 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ['/status/0.dsse.json', 'application/json', 'public, max-age=5'],
    ['/proof/TM-2026-000007.tlog-proof', 'text/plain; charset=utf-8', 'public, max-age=3600'],
  ] as const;
  for (const [path, type, caching] of served)
    it(`has ${path} as ${type}, ${caching}`, async () => {
      const { status, headers, body } = await ask(path);
      expect(status).to.equal(200);
      expect(headers).to.include({
        'content-type': type,
        'cache-control': caching,
        'x-content-type-options': 'nosniff',
      });
      const head = await ask(path, { method: 'HEAD' });
      expect(head.headers['content-length']).to.equal(String(body.length));
      expect(head.body).to.have.length(0);
    });

  const hidden = [
    '/',
    '/private/index/recent',
    '/../secret',
    '/%2e%2e/secret',
    '/tile/../../secret',
    '/tile/0/../0/000',
    '/tile//0/000',
    '/tile/0/000/',
    '/tile/0/000?x',
    '/tile/0/x000/000',
    '/tile/00/000',
    '/tile/0/001',
    '/tile/0/001.p/45',
    '/tile/0/001.p/044',
    '/tile/0/001.p/0',
    '/tile/64/000',
    '/status/../checkpoint',
    '/proof/..%2f..%2fsecret.tlog-proof',
    '/proof/tm-2026-000007.tlog-proof',
    `/${'a'.repeat(5000)}`,
  ];
  for (const path of hidden)
    it(`has nothing at ${path.slice(0, 60)}`, async () => {
      expect((await ask(path)).status).to.equal(404);
    });

  it('refuses whatever is not GET or HEAD, long heads, and files without an end', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await ask('/checkpoint', { method })).status).to.equal(405);
    expect((await ask('/checkpoint', { headers: { 'X-Long': 'x'.repeat(9000) } })).status).to.equal(431);
    expect((await ask('/proof/TM-ZERO.tlog-proof')).status).to.equal(500);
    const raw = connect(port, '127.0.0.1').end('GET /tile/0/000/../../../../secret HTTP/1.1\r\nHost: a\r\n\r\n');
    const [answer] = (await once(raw, 'data')) as [Buffer];
    expect(answer.toString()).to.match(/^HTTP\/1\.1 404 /);
  });

  it('packs bundles for those who ask', async () => {
    const plain = await ask('/tile/entries/000');
    const packed = await ask('/tile/entries/000', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(packed.headers['content-encoding']).to.equal('gzip');
    expect(packed.body.length).to.be.lessThan(plain.body.length / 2);
    expect(gunzipSync(packed.body).equals(plain.body)).to.equal(true);
  });

  it('hides what a crash left beyond the checkpoint', async () => {
    place(realDisk, registry.folder, [{ path: 'tile/0/001.p/99', bytes: Buffer.alloc(99 * 32) }]);
    expect((await ask('/tile/0/001.p/99')).status).to.equal(404);
  });

  it('is enough for a witness at a distance, who fetches a few tiles', async () => {
    const base = `http://127.0.0.1:${port}/`;
    const memory = join(folder, 'distant');
    const look = async () => {
      const checkpoint = (await fetchResource(base, { path: 'checkpoint', limit: largestNote })) ?? Buffer.alloc(0);
      const [by] = witnesses;
      const fetched: string[] = [];
      const line = await withRemote(base, (read) =>
        witness(
          { ...by, memory },
          {
            checkpoint,
            read: (path, limit) => {
              fetched.push(path);
              return read(path, limit);
            },
            logKey: registry.policy.logKey,
            at,
          },
        ),
      );
      return { line, fetched: new Set(fetched).size };
    };
    expect((await look()).line).to.match(/^— witness-one\.example /);
    await publish(registry, issuedMany(1000, 700), { signer: logSigner, at });
    const { line, fetched } = await look();
    expect(line).to.match(/^— witness-one\.example /);
    expect(fetched).to.be.within(1, 6);
    expect(await codeOf(() => fetchResource(base, { path: 'checkpoint', limit: 10 }))).to.equal('SIZE');
    expect(await fetchResource(base, { path: 'nothing', limit: 10 })).to.equal(undefined);
    expect(await codeOf(() => fetchResource('http://127.0.0.1:1', { path: 'x', limit: 10 }))).to.equal('FILE');
  });
});

describe('tiles', () => {
  const places = [
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 1, index: 999, width: 256 }, 'tile/1/999'],
    [{ level: 0, index: 1000, width: 1 }, 'tile/0/x001/000.p/1'],
    [{ level: 0, index: 1234067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 'entries', index: 70, width: 255 }, 'tile/entries/070.p/255'],
  ] as const;
  for (const [tile, path] of places)
    it(`lie at ${path}`, () => {
      expect(tilePath(tile)).to.equal(path);
      expect(tileAt(path)).to.deep.equal(tile);
    });

  it('of entries hold each after its length', () => {
    const bundle = bundleOf([Buffer.from('ab'), Buffer.alloc(300, 'c')]);
    expect(bundle.subarray(0, 6).toString('hex')).to.equal('00026162012c');
    expect(entriesIn(bundle, 2).map(({ length }) => length)).to.deep.equal([2, 300]);
    expect(() => entriesIn(bundle, 3)).to.throw('ends in entry 2');
    expect(() => entriesIn(bundle.subarray(0, 50), 2)).to.throw('ends in entry 1');
    expect(() => entriesIn(Buffer.alloc(5000, 0x20), 1)).to.throw('ends in entry 0');
    expect(() => entriesIn(Buffer.alloc(9000, 0x10), 1)).to.throw('at most 2048');
  });
});
