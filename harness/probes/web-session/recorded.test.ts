import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { cannot } from '../../development/needs.ts';
import { scratch } from '../../development/peer.ts';
import { issue, keyPem } from '../../reference-toy/certificates.ts';
import type { Rows } from './take-journey.ts';
import { html, journey, noBrowser, observeWeb, serve, type Handler } from './web.fixture.ts';

const script = (text: string): Handler => {
  return (_, response) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(text);
};

const tell = (from: string) => `fetch('/told/${from}', { method: 'POST', body: 'Quill' + 'feather-${from}' })`;

const pages: Readonly<Record<string, Handler>> = {
  '/worker.js': script(`${tell('worker')}.then(() => postMessage('worker'))`),
  '/shared.js': script(`onconnect = ({ ports: [port] }) => ${tell('shared')}.then(() => port.postMessage('shared'))`),
  '/service.js': script(
    `addEventListener('install', (event) => event.waitUntil(${tell('service')}.then(() => skipWaiting())))`,
  ),
  '/inner': (_, response) => html(response, `<script>${tell('frame')}.then(() => parent.ready('frame'))</script>`),
  '/apart': (_, response) =>
    html(response, `<script>${tell('apart')}.then(() => parent.postMessage('apart', '*'))</script>`),
  '/told': (_, response) => response.writeHead(204).end(),
  '/page': (request, response) => {
    const apart = `http://apart.example:${request.socket.localPort ?? 0}/apart`;
    html(
      response,
      `<p></p><script>
      const done = new Set();
      window.ready = (who) => { done.add(who); if (done.size === 6) document.querySelector('p').textContent = 'All told' };
      window.onmessage = ({ data }) => ready(data);
      new Worker('/worker.js').onmessage = ({ data }) => ready(data);
      new SharedWorker('/shared.js').port.onmessage = ({ data }) => ready(data);
      navigator.serviceWorker.register('/service.js').then(() => navigator.serviceWorker.ready).then(() => ready('service'));
      ready(navigator.sendBeacon('/told/beacon', 'Quillfeather-beacon') ? 'beacon' : '');
    </script><iframe src="/inner"></iframe><iframe src="${apart}"></iframe>`,
    );
  },
};

describe('what a page asks for out of sight', function () {
  this.timeout(120_000);
  const { folder, remove } = scratch();
  const stops: (() => void)[] = [];
  const start = async (...given: Parameters<typeof serve>) => {
    const served = await serve(...given);
    stops.push(served.stop);
    return served.port;
  };
  const handler: Handler = (request, response) => {
    request.resume();
    const url = request.url ?? '';
    const page = pages[url.startsWith('/told/') ? '/told' : url];
    if (page === undefined) html(response, '<p>Hello</p>');
    else page(request, response);
  };

  before(function () {
    const missing = noBrowser();
    if (missing !== undefined) cannot(this, missing);
  });
  after(() => {
    for (const stop of stops) stop();
    remove();
  });

  describe('in frames, workers and beacons', () => {
    const askers = {
      worker: 'worker',
      shared: 'worker',
      service: 'service-worker',
      frame: 'frame',
      apart: 'frame',
      beacon: 'page',
    };
    let rows: Rows;

    before(async () => {
      const port = await start(handler);
      rows = await observeWeb({
        url: `http://localhost:${port}/`,
        names: { 'apart.example': '127.0.0.1' },
        child: Object.fromEntries(Object.keys(askers).map((from) => [from, `Quillfeather-${from}`])),
        journeys: [journey('way', [{ open: '/page' }, { expect: 'All told', seconds: 30 }])],
      });
    });

    for (const [from, asker] of Object.entries(askers))
      it(`a request of ${from} is recorded once, and what it holds is found`, () => {
        expect(rows.journeys[0]?.detail).to.equal(undefined);
        const asked = rows.requests.filter(({ path }) => path === `/told/${from}`);
        expect(asked.map((row) => [row.asker, row.method, row.bodyRead])).to.deep.equal([[asker, 'POST', true]]);
        const sightings = rows.sightings.filter(({ request }) => request === asked[0]?.id);
        expect(sightings.map(({ canary, where }) => [canary, where])).to.deep.equal([[from, 'body']]);
      });
  });

  describe("from the browser's own store", () => {
    it('is no request: what is kept is fetched once, and what is asked for again each time', async () => {
      const came: string[] = [];
      const keep = { 'content-type': 'text/javascript', 'cache-control': 'max-age=3600' };
      const check = { 'content-type': 'text/javascript', 'cache-control': 'no-cache', etag: '"same"' };
      const port = await start((request, response) => {
        came.push(request.url ?? '');
        if (request.url === '/kept.js') response.writeHead(200, keep).end('1');
        else if (request.url === '/checked.js')
          response.writeHead(request.headers['if-none-match'] === undefined ? 200 : 304, check).end('1');
        else html(response, `<p>Hello</p><script src="/kept.js"></script><script src="/checked.js"></script>`);
      });
      const pages = ['/one', '/two', '/three'].flatMap((open) => [{ open }, { expect: 'Hello' }]);
      const rows = await observeWeb({ url: `http://127.0.0.1:${port}/`, journeys: [journey('way', pages)] });
      const recorded = (path: string) =>
        rows.requests.filter((row) => row.path === path && row.journey === 'way').length;
      // The visits of the instrument before and beside the journeys come on top of those.
      const others = came.filter((url) => url === '/').length;
      expect(recorded('/checked.js')).to.equal(3);
      expect(recorded('/kept.js')).to.equal(1);
      expect(came.filter((url) => url === '/checked.js')).to.have.length.within(3, 3 + others);
      expect(rows.scripts.map(({ path }) => path)).to.include.members(['/kept.js', '/checked.js']);
    });
  });

  describe('from a server whose certificate is not to be believed', () => {
    it('is given up with a reason, and recorded', async () => {
      const authority = issue({ name: 'Toy CA', names: [] });
      writeFileSync(join(folder, 'ca.pem'), authority.certificate);
      const server = issue({ name: 'portal.example', names: ['portal.example'], issuer: authority });
      const port = await start(handler, { key: keyPem(server), cert: server.certificate });
      const url = `https://portal.example:${port}/`;
      const names = { 'portal.example': '127.0.0.1' };
      const rows = await observeWeb({ url, names, journeys: [journey('way', [{ open: '/' }, { expect: 'Hello' }])] });
      const [row] = rows.journeys;
      expect([row?.completed, row?.stoppedBecause]).to.deep.equal([false, 'certificate']);
      expect(row?.detail).to.contain(url).and.to.contain('ERR_CERT_AUTHORITY_INVALID');
      expect(rows.messages.map(({ kind }) => kind)).to.include('certificate');
    });
  });
});
