import { createServer } from 'node:http';
import { once } from 'node:events';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { declared } from '../../../schemas/declared.ts';
import type { Bench, Declaration, DocumentsObservation, Ixit, TestCase } from '../../../schemas/types.ts';
import { validate } from '../../../schemas/validate.ts';
import { needs } from '../../development/needs.ts';
import { freePort, scratch, startPeer, type Peer } from '../../development/peer.ts';
import { NotObserved, type Observing } from '../../gather/probe.ts';
import { measure } from './measure.ts';
import { probe } from './probe.ts';
import { wordsOf } from './words-of.ts';

type Document = NonNullable<Ixit['documents']>[number];
type Row = DocumentsObservation['documents'][number];

const { folder, remove } = scratch();
const policy = `<!doctype html><title>Shop</title><style>p{color:red}</style><h1>Privacy</h1>
<p>We keep a <b>first&nbsp;name</b> until you\n delete it.</p><p hidden>secret</p><script>track()</script>
<ul><li>Write to <a href="mailto:privacy@toys.example">us</a></li><li>See <a href="/schedule.html#top">how long</a></li></ul>`;

const documentOf = (more: Partial<Document>): Document => ({
  id: 'doc',
  kind: 'privacy-policy',
  language: 'en',
  ...more,
});

async function read(document: Document, more: { ixit?: Ixit; bench?: Partial<Bench> } = {}): Promise<Row> {
  const declaration = declared({ ixit: { ...more.ixit, documents: [document] } } as Declaration);
  const observing = {
    declaration,
    bench: { ...more.bench } as Bench,
    declarationFolder: folder,
    benchFolder: folder,
    signal: AbortSignal.timeout(60_000),
    attach: () => `sha256:${'0'.repeat(64)}`,
  } as unknown as Observing;
  const [target] = probe.targets({ declaration, testCases: [{ id: 'CONS-5-1' } as TestCase], parameters: {} });
  const observation = await probe.observe(target!, observing);
  expect(validate('observations/documents', observation)).to.deep.equal([]);
  return observation.documents[0]!;
}

async function refused(reading: Promise<unknown>): Promise<string> {
  const error: unknown = await reading.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).to.be.instanceOf(NotObserved);
  return (error as NotObserved).reason;
}

describe('documents', () => {
  after(remove);

  describe('from a web server', function () {
    let nginx: Peer;
    let port = 0;
    let secure = 0;

    before(async function () {
      needs(this, 'nginx', 'openssl');
      [port, secure] = [await freePort(), await freePort()];
      const site = join(folder, 'site');
      mkdirSync(join(site, '.well-known'), { recursive: true });
      writeFileSync(join(site, 'policy.html'), policy);
      writeFileSync(join(site, 'notes.txt'), 'Plain words.\n\nMore at https://toys.example/more.');
      writeFileSync(join(site, 'big.txt'), 'word '.repeat(800_000));
      writeFileSync(join(site, 'image.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
      writeFileSync(
        join(site, '.well-known/security.txt'),
        '# ours\r\nContact: mailto:security@toys.example\r\nExpires: 2030-01-01T00:00:00Z\r\nno field\r\n',
      );
      const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'anchor.pem')];
      const names = ['-subj', '/CN=toys.example', '-addext', 'subjectAltName=DNS:toys.example'];
      const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
      execFileSync('openssl', ['req', '-x509', ...curve, ...names, '-keyout', key, '-out', certificate], {
        stdio: 'ignore',
      });
      const locations = `types { text/html html; text/plain txt; image/png png; }
        location /old { return 301 /policy.html; } location /loop { return 302 /loop?again; }
        location /elsewhere { return 302 file:///etc/hostname; }`;
      writeFileSync(
        join(folder, 'nginx.conf'),
        `${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; pid ${folder}/nginx.pid; error_log stderr; events {}
        http { access_log off; root ${site};
          client_body_temp_path ${folder}/t1; proxy_temp_path ${folder}/t2; fastcgi_temp_path ${folder}/t3;
          uwsgi_temp_path ${folder}/t4; scgi_temp_path ${folder}/t5;
          server { listen 127.0.0.1:${port}; ${locations} }
          server { listen 127.0.0.1:${secure} ssl; ssl_certificate ${certificate}; ssl_certificate_key ${key}; ${locations} } }`,
      );
      nginx = await startPeer({
        command: 'nginx',
        args: ['-e', 'stderr', '-c', join(folder, 'nginx.conf')],
        ready: { port: secure },
      });
    });
    after(() => nginx.stop());

    const at = (path: string) => documentOf({ url: `http://127.0.0.1:${port}${path}` });

    it('a page gives its words, its links and its status', async () => {
      const row = await read(at('/policy.html'));
      expect(row).to.include({ status: 200, mediaType: 'text/html', truncated: false });
      expect(row.text).to.equal('Privacy We keep a first name until you delete it. Write to us See how long');
      expect(row.links).to.deep.equal(['mailto:privacy@toys.example', `http://127.0.0.1:${port}/schedule.html#top`]);
      expect(row.readability?.words).to.be.above(10);
    });

    it('a redirection is followed to where it leads', async () => {
      const row = await read(at('/old'));
      expect(row).to.include({ status: 200, source: `http://127.0.0.1:${port}/old` });
      expect(row.finalUrl).to.equal(`http://127.0.0.1:${port}/policy.html`);
    });

    it('a redirection that never ends is recorded as one', async () => {
      expect((await read(at('/loop'))).status).to.equal(302);
    });

    it('a redirection to a file of this machine is not followed', async () => {
      expect((await read(at('/elsewhere'))).status).to.equal(302);
    });

    it('a page that is not there is an observation', async () => {
      expect((await read(at('/nowhere'))).status).to.equal(404);
    });

    it('a long document is cut and says so', async () => {
      const row = await read(at('/big.txt'));
      expect(row.truncated).to.equal(true);
      expect(row.bytes).to.equal(2 * 1024 * 1024);
    });

    it('a picture has no words', async () => {
      expect(await read(at('/image.png'))).to.include({ mediaType: 'image/png', text: '' });
    });

    it('the lines of a security.txt are fields', async () => {
      const { fields } = await read({ ...at('/.well-known/security.txt'), kind: 'security-txt' });
      expect(fields).to.deep.equal([
        { name: 'Contact', value: 'mailto:security@toys.example' },
        { name: 'Expires', value: '2030-01-01T00:00:00Z' },
      ]);
    });

    it('the bench resolves names, and a declared trust anchor is trusted', async () => {
      const document = documentOf({ url: `https://toys.example:${secure}/notes.txt` });
      const bench = { names: { 'toys.example': '127.0.0.1' } };
      const ixit = { trustAnchors: [{ id: 'own', file: 'anchor.pem' }] };
      const row = await read(document, { bench, ixit });
      expect(row).to.include({ status: 200, text: 'Plain words. More at https://toys.example/more.' });
      expect(await refused(read(document, { bench })), 'without the anchor').to.equal('unreachable');
    });

    it('a server at an IPv6 address is read as one at an IPv4 address is', async () => {
      const server = createServer((_, response) =>
        response.setHeader('content-type', 'text/html').end('<h1>Bears</h1>'),
      );
      server.listen(0, '::1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const row = await read(documentOf({ url: `http://[::1]:${port}/` }));
      server.close();
      expect(row).to.include({ status: 200, text: 'Bears' });
    });

    it('a server that is not there was not observed', async () => {
      expect(await refused(read(documentOf({ url: `http://127.0.0.1:${await freePort()}/` })))).to.equal('unreachable');
    });
  });

  it('a page that never ends is cut', async function () {
    this.timeout(20_000);
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset="nonsense"' });
      const more = () => {
        while (!response.destroyed && response.write('<p>again and again'.repeat(1000)));
      };
      response.on('drain', more);
      more();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const row = await read(documentOf({ url: `http://127.0.0.1:${port}/` }));
    server.closeAllConnections();
    server.close();
    expect(row).to.include({ status: 200, truncated: true });
  });

  describe('from a file beside the declaration', () => {
    it('Markdown is read as it is shown', async () => {
      writeFileSync(join(folder, 'guide.md'), '# Guide\n\nPress **both** ears. [More](https://toys.example/more)\n');
      const row = await read(documentOf({ kind: 'setup-guide', file: 'guide.md' }));
      expect(row).to.include({ text: 'Guide Press both ears. More', source: 'guide.md' });
      expect(row).to.not.have.property('status');
      expect(row.links).to.deep.equal(['https://toys.example/more']);
    });

    it('a path that leads elsewhere is not followed', async () => {
      mkdirSync(join(folder, 'inner'), { recursive: true });
      symlinkSync('/etc/hostname', join(folder, 'link.txt'));
      for (const file of ['../x.txt', '/etc/hostname', 'link.txt', 'inner', 'missing.txt', 'inner/../../x'])
        expect(await refused(read(documentOf({ file }))), file).to.equal('input-missing');
    });
  });

  it('a hostile page is read in bounded time', function () {
    this.timeout(15_000);
    const pages = [
      '<div>'.repeat(200_000),
      '<p>'.repeat(500_000),
      '<b><i>'.repeat(2000),
      '&#xD800;\u202Egnp.exe<a href="javascript:x">',
    ];
    for (const page of pages) {
      const words = wordsOf(
        { bytes: Buffer.from(page), truncated: false, mediaType: 'text/html', charset: undefined },
        undefined,
      );
      expect(words.links).to.deep.equal([]);
      expect(words.text).to.not.match(/[\u202a-\u202e]|\p{Cs}/u);
    }
  });

  it('hard words read at a higher grade than easy ones, and other languages have no grade', () => {
    const easy = 'The bear can hear you. It says hello to you. You can turn it off. It will go to sleep then.';
    const hard =
      'Notwithstanding anticipatory authorisation, interoperability considerations necessitate comprehensive international documentation, periodically communicated to institutional representatives.';
    expect(measure(easy, 'en')?.grade).to.be.below(5);
    expect(measure(hard, 'en-GB')?.grade).to.be.above(15);
    expect(measure(easy, 'de')).to.equal(undefined);
    expect(measure('Hello.', 'en')).to.equal(undefined);
  });

  it('a test case is served by the kinds that it names', () => {
    const documents = [documentOf({ id: 'a' }), documentOf({ id: 'b', kind: 'setup-guide' })];
    const declaration = declared({ ixit: { documents } } as Declaration);
    const asking = (parameters: TestCase['with']) => [{ id: 'X-1-1', with: parameters } as TestCase];
    const ids = (parameters: TestCase['with']) =>
      probe.targets({ declaration, testCases: asking(parameters), parameters: {} }).map(({ id }) => id);
    expect(ids({ 'setup-guide': true })).to.deep.equal(['b']);
    expect(ids(undefined)).to.deep.equal(['a', 'b']);
  });
});
