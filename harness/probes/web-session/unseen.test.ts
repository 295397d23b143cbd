import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { cannot } from '../../development/needs.ts';
import { misfitOf } from '../../evidence/observation.ts';
import { html, journey, noBrowser, observeWeb, serve } from './web.fixture.ts';

const keeps = `<p>Ready</p><script>
  localStorage.tracker = 'Quillfeather';
  addEventListener('load', () => setTimeout(() => { document.title = 'busy'; for (;;); }, 1500));
</script>`;
const circles = `<p>Wait</p><script>
  const asked = indexedDB.open('diary', 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore('pages', { autoIncrement: true });
  asked.onsuccess = () => {
    const record = { child: 'Quillfeather', number: 1n, map: new Map([['city', 'Tarnbeck']]) };
    record.self = record;
    const writing = asked.result.transaction('pages', 'readwrite');
    writing.objectStore('pages').add(record);
    writing.oncomplete = () => { asked.result.close(); document.querySelector('p').textContent = 'Ready'; };
  };
</script>`;
const heap = `<p>Wait</p><script>
  const asked = indexedDB.open('diary', 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore('pages', { autoIncrement: true });
  asked.onsuccess = () => {
    const writing = asked.result.transaction('pages', 'readwrite');
    for (let at = 0; at < 1100; at++) writing.objectStore('pages').add({ name: at === 900 ? 'Quillfeather' : 'Owlbert' });
    writing.oncomplete = () => { asked.result.close(); document.querySelector('p').textContent = 'Ready'; };
  };
</script>`;
const items = `<p>Ready</p><script>for (let at = 0; at < 600; at++) localStorage['item' + at] = 'Owlbert';</script>`;
const long = `<p>Wait</p><script>
  caches.open('stories').then(async (cache) => {
    await cache.put('/story', new Response('-'.repeat(3_900_000) + ' Quillfeather ' + '-'.repeat(200_000)));
    document.querySelector('p').textContent = 'Ready';
  });
</script>`;
const crowd = `<p>Ready</p>${'<iframe src="/"></iframe>'.repeat(24)}`;

async function visit(page: string) {
  const served = await serve((_, response) => html(response, _.url === '/page' ? page : '<h1>Hello</h1>'));
  try {
    const steps = [{ open: '/page' }, { expect: 'Ready', seconds: 10 }];
    // The first step ends while the page still answers; the second waits for what stops it.
    const late = page === keeps ? [{ wait: 'never', seconds: 4 }] : [];
    return await observeWeb({
      url: `http://127.0.0.1:${served.port}/`,
      child: { firstName: 'Quillfeather', city: 'Tarnbeck' },
      journeys: [journey('visit', [...steps, ...late])],
    });
  } finally {
    served.stop();
  }
}

describe('what a page keeps', function () {
  this.timeout(120_000);
  before(function () {
    const missing = noBrowser();
    if (missing !== undefined) cannot(this, missing);
  });

  it('is not taken for nothing where the page does not let anybody look', async () => {
    const rows = await visit(keeps);
    expect(rows.whole).to.equal(false);
    const told = rows.messages.filter(({ kind }) => kind === 'limit').map(({ text }) => text);
    expect(told.join()).to.contain('not looked into: storage of 127.0.0.1');
    expect(misfitOf('web-session', rows)).to.equal(undefined);
  });

  it('is found in records that cannot be written as JSON', async () => {
    const rows = await visit(circles);
    const found = rows.sightings.filter(({ where }) => where === 'storage').map(({ canary }) => canary);
    expect(found).to.include.members(['firstName', 'city']);
    expect(rows.whole).to.equal(true);
  });

  for (const [name, page, seen] of [
    ['records', heap, ['firstName']],
    ['items', items, []],
    ['letters in an entry of a cache', long, ['firstName']],
  ] as const)
    it(`is read as far as it goes, and not taken for all, where it is very many ${name}`, async () => {
      const rows = await visit(page);
      expect(rows.sightings.filter(({ where }) => where === 'storage').map(({ canary }) => canary)).to.deep.equal(seen);
      expect(rows.whole).to.equal(false);
    });

  it('is whole with many frames of places that were looked into', async () => {
    const rows = await visit(crowd);
    expect(rows.whole).to.equal(true);
  });
});
