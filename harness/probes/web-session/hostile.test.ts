import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { cannot } from '../../development/needs.ts';
import type { Rows } from './take-journey.ts';
import { html, journey, noBrowser, observeWeb, serve, type Handler } from './web.fixture.ts';

const page: Readonly<Record<string, Handler>> = {
  '/': (_, response) => html(response, '<h1>Hello</h1>'),
  '/endless': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.write('<!doctype html><title>Wait</title><p>Nearly there');
  },
  '/silent': () => undefined,
  '/redirects': (request, response) => {
    const at = Number(new URL(request.url ?? '/', 'http://x').searchParams.get('n') ?? '0');
    response.writeHead(302, { location: `/redirects?n=${at + 1}` }).end();
  },
  '/reloads': (_, response) => html(response, '<script>location.href = "/reloads?" + Math.random()</script>'),
  '/dialogs': (_, response) => html(response, '<script>for (;;) alert("again")</script>'),
  '/popups': (_, response) =>
    html(response, '<button onclick="for (let n = 0; n < 40; n++) window.open(\'/?\' + n)">Open</button><p>Ready</p>'),
  '/computes': (_, response) => html(response, '<p>Ready</p><button onclick="for (;;);">Go</button>'),
  '/memory': (_, response) =>
    html(
      response,
      '<p>Ready</p><button onclick="const all = []; for (;;) all.push(new Array(1e6).fill(Math.random()))">Go</button>',
    ),
  '/download': (_, response) => {
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename=x.bin',
    });
    response.end(Buffer.alloc(1000));
  },
  '/large': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.write('<!doctype html><title>Large</title><p>Ready</p><!--');
    for (let block = 0; block < 50; block++) response.write(Buffer.alloc(1_000_000, 'x'));
    response.end('-->');
  },
  '/upload': (_, response) =>
    html(
      response,
      `<button onclick="fetch('/', { method: 'POST', body: 'y'.repeat(50e6) })">Send</button><p>Ready</p>`,
    ),
  '/random': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(randomBytes(200_000));
  },
  '/names': (_, response) =>
    html(
      response,
      '<form><label>&lt;b&gt;"Name"&lt;/b&gt; <input name="&lt;script&gt;alert(1)&lt;/script&gt;&quot;"></label></form><p>Ready</p>',
    ),
  '/driven': (_, response) =>
    html(
      response,
      '<p id=p></p><script>p.textContent = navigator.webdriver || /Headless/.test(navigator.userAgent) ? "driven" : "a person"</script>',
    ),
  '/logout': (_, response) =>
    html(response, '<button onclick="window.stop(); document.body.remove(); throw 1">Leave</button>'),
};

const step = (path: string, ...rest: Parameters<typeof journey>[1]) => [{ open: path, seconds: 3 }, ...rest];
const click = (name: string) => ({ click: name, seconds: 2 });
const soon = (text: string) => ({ expect: text, seconds: 2 });

describe('a page that does not behave', () => {
  let rows: Rows;
  let stop: () => void = () => undefined;

  before(async function () {
    this.timeout(240_000);
    const missing = noBrowser();
    if (missing !== undefined) cannot(this, missing);
    const served = await serve((request, response) => {
      const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
      request.resume();
      (page[path] ?? page['/'])?.(request, response);
    });
    stop = served.stop;
    const origin = `http://127.0.0.1:${served.port}`;
    rows = await observeWeb({
      url: `${origin}/`,
      child: { firstName: 'Quillfeather' },
      journeys: [
        journey('endless', step('/endless', soon('Nearly there'))),
        journey('silent', step('/silent')),
        journey('redirects', step('/redirects')),
        journey('reloads', step('/reloads', { wait: 'never', seconds: 30 })),
        journey('dialogs', step('/dialogs', soon('never'))),
        journey('popups', step('/popups', click('Open'), soon('Ready'))),
        journey('computes', step('/computes', click('Go'), soon('never'))),
        journey('memory', step('/memory', { click: 'Go', seconds: 20 }, soon('never'))),
        journey('download', step('/download')),
        journey('large', step('/large', { expect: 'Ready', seconds: 20 })),
        journey('upload', step('/upload', click('Send'), soon('Ready'))),
        journey('random', step('/random', soon('never'))),
        journey('names', step('/names', { fill: '<b>"Name"</b>', with: '{firstName}' }, soon('Ready'))),
        journey('driven', step('/driven', soon('a person'))),
        journey('logout', step('/logout', { logout: 'Leave', marks: ['signed-out'] }, soon('Goodbye'))),
        journey('closed', [{ open: 'http://127.0.0.1:1/', seconds: 3 }]),
        journey('afterwards', step('/', soon('Hello'))),
      ],
    });
  });
  after(() => stop());

  const reasons: Readonly<Record<string, string | undefined>> = {
    endless: undefined,
    silent: 'page-not-loaded',
    redirects: 'page-not-loaded',
    dialogs: 'storm',
    popups: 'storm',
    random: 'text-not-shown',
    download: undefined,
    large: undefined,
    upload: undefined,
    names: undefined,
    driven: undefined,
    logout: 'text-not-shown',
    closed: 'page-not-loaded',
    afterwards: undefined,
  };

  for (const [id, reason] of Object.entries(reasons))
    it(`${id} ends ${reason === undefined ? 'as it should' : `with ${reason}`}, and soon`, () => {
      const row = rows.journeys.find((each) => each.id === id);
      expect(row?.stoppedBecause, row?.detail).to.equal(reason);
      expect(row?.milliseconds).to.be.below(45_000);
      if (reason !== undefined) expect(row?.detail).to.have.length.above(10);
    });

  for (const id of ['computes', 'memory', 'reloads'])
    it(`${id} does not hold the bench`, () => {
      const row = rows.journeys.find((each) => each.id === id);
      expect(row?.completed).to.equal(false);
      expect(row?.stoppedBecause).to.be.oneOf([
        'timed-out',
        'crashed',
        'storm',
        'page-not-loaded',
        'text-not-shown',
        'control-unusable',
      ]);
      expect(row?.milliseconds).to.be.below(60_000);
    });

  it('is told of where a bound was reached', () => {
    const kinds = new Set(rows.messages.map(({ kind }) => kind));
    expect([...kinds]).to.include.members(['dialog', 'popup']);
  });
});
