import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { WebSocketServer } from 'ws';
import { cannot } from '../../development/needs.ts';
import { channels, everyValue, nameOf, packings, parcelsOf, type Channel } from './channels.fixture.ts';
import type { Rows } from './take-journey.ts';
import { html, journey, noBrowser, observeWeb, serve } from './web.fixture.ts';

// What each script of the pages begins with.
const common = `
const bytesOf = ({ text, octets }) => octets === undefined ? text : Uint8Array.from(atob(octets), (one) => one.charCodeAt(0));
const parcels = async (channel) => (await fetch('/parcels/' + channel)).json();
const post = (parcel) => fetch('/told/' + parcel.name, { method: 'POST', body: bytesOf(parcel) });
const postAll = async (channel) => { for (const parcel of await parcels(channel)) await post(parcel); };`;

const script: Readonly<Record<string, string>> = {
  '/worker.js': `${common} postAll('worker').then(() => postMessage('worker'));`,
  '/shared.js': `${common} onconnect = ({ ports: [port] }) => postAll('shared').then(() => port.postMessage('shared'));`,
  '/service.js': `${common} addEventListener('install', (event) => event.waitUntil(postAll('service')));`,
};

const inner = `<script>${common} postAll('frame').then(() => parent.postMessage('frame', '*'));</script>`;

const page = `<p>Nearly</p><iframe src="/inner"></iframe><script>${common}
const done = new Set();
const ready = (who) => { done.add(who); if (done.size === ${Object.keys(channels).length}) document.querySelector('p').textContent = 'All told'; };
addEventListener('message', ({ data }) => ready(data));
new Worker('/worker.js').onmessage = ({ data }) => ready(data);
new SharedWorker('/shared.js').port.onmessage = ({ data }) => ready(data);
navigator.serviceWorker.register('/service.js').then(() => navigator.serviceWorker.ready).then(() => ready('service'));
const each = async (channel, act) => { for (const parcel of await parcels(channel)) await act(parcel); ready(channel); };
each('request', post);
each('beacon', (parcel) => navigator.sendBeacon('/told/' + parcel.name, bytesOf(parcel)));
each('address', ({ name, text }) => fetch('/told/' + name + '?v=' + encodeURIComponent(text)));
each('header', ({ name, text }) => fetch('/told/' + name, { headers: { 'x-told': encodeURIComponent(text) } }));
each('cookie', ({ name, text }) => { document.cookie = name + '=' + encodeURIComponent(text); });
each('local', ({ name, text }) => localStorage.setItem(name, text));
each('session', ({ name, text }) => sessionStorage.setItem(name, text));
each('cache', async (parcel) => (await caches.open('kept')).put('/kept/' + parcel.name, new Response(bytesOf(parcel))));
const socket = new WebSocket(location.origin.replace('http', 'ws') + '/socket');
socket.onopen = () => each('socket', (parcel) => socket.send(bytesOf(parcel)));
const opening = indexedDB.open('kept', 1);
opening.onupgradeneeded = () => opening.result.createObjectStore('things');
opening.onsuccess = async () => {
  const all = await parcels('database');
  const writing = opening.result.transaction('things', 'readwrite');
  for (const parcel of all) writing.objectStore('things').put({ what: bytesOf(parcel) }, parcel.name);
  writing.oncomplete = () => ready('database');
};
</script>`;

describe('what a page sends or keeps in some packing', function () {
  this.timeout(240_000);
  let rows: Rows;
  let stop = () => undefined as unknown;

  before(async function () {
    const missing = noBrowser();
    if (missing !== undefined) cannot(this, missing);
    const served = await serve((request, response) => {
      request.resume();
      const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
      const [, first = '', second = ''] = path.split('/');
      if (script[path] !== undefined) response.writeHead(200, { 'content-type': 'text/javascript' }).end(script[path]);
      else if (first === 'parcels') response.end(JSON.stringify(parcelsOf(second as Channel)));
      else if (first === 'told') response.writeHead(204).end();
      else html(response, first === 'inner' ? inner : first === 'page' ? page : '<p>Hello</p>');
    });
    const sockets = new WebSocketServer({ server: served.server });
    stop = () => {
      sockets.close();
      served.stop();
    };
    rows = await observeWeb({
      url: `http://localhost:${served.port}/`,
      child: everyValue,
      journeys: [journey('way', [{ open: '/page' }, { expect: 'All told', seconds: 60 }])],
    });
  });
  after(() => stop());

  it('comes to its end', () => {
    expect(rows.journeys[0]?.detail).to.equal(undefined);
  });

  for (const [channel, where] of Object.entries(channels))
    it(`${channel}: is found in every packing`, () => {
      const seen = new Set(rows.sightings.filter((one) => one.where === where).map(({ canary }) => canary));
      const missed = Object.keys(packings).filter((packing) => !seen.has(nameOf(channel as Channel, packing)));
      expect(missed).to.deep.equal([]);
    });

  it('is told of the way on which it went and of no other', () => {
    const wrong = rows.sightings.filter(({ canary, where }) => {
      const channel = canary.replace(/\d+$/, '') as Channel;
      // What is kept in a cookie goes along with each request.
      return channels[channel] !== where && !(channel === 'address' && where === 'referrer');
    });
    expect(wrong.map(({ canary, where, path }) => `${canary} in ${where} ${path}`)).to.deep.equal([]);
  });
});
