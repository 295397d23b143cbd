import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'puppeteer-core';
import { browserPath, openBrowser } from '../../../reports/render/browser.ts';
import { renderBook } from './book.ts';
import { hostileManuscript } from './hostile.fixture.ts';
import { readManuscript, type Manuscript } from './manuscript.ts';
import { leavesOf, printPdf } from '../../../reports/render/print.ts';
import { renderSite } from './site.ts';
import { writeSite } from './write-site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('the standard in a browser', function () {
  this.timeout(180_000);
  let browser: Browser;
  let page: Page;
  let manuscript: Manuscript;
  const folder = mkdtempSync(join(tmpdir(), 'toymark-site-'));

  before(async function () {
    if (browserPath === undefined && process.env['CI'] === undefined) this.skip();
    manuscript = await readManuscript('next');
    writeSite(join(folder, 'site'), renderSite(manuscript));
    browser = await openBrowser();
    page = await browser.newPage();
  });

  after(async () => {
    await (browser as Browser | undefined)?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const show = async (name: string, { width = 1280, scheme = 'light', site = 'site' } = {}) => {
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.goto(pathToFileURL(join(folder, site, name)).href);
  };

  const violations = async () => {
    await page.evaluate(axe);
    const found = (await page.evaluate('axe.run()')) as {
      passes: { id: string }[];
      violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
    };
    expect(found.passes.map(({ id }) => id)).to.include.members(['color-contrast', 'heading-order', 'region']);
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
  };

  const shown = [
    ['index.html', 'light', 1280],
    ['index.html', 'dark', 390],
    ['auth.html', 'light', 390],
    ['auth.html', 'dark', 1280],
    ['clause-verdicts.html', 'light', 800],
    ['features.html', 'light', 390],
    ['glossary.html', 'dark', 800],
    ['incidents.html', 'light', 390],
    ['instruments.html', 'light', 800],
    ['crosswalks.html', 'dark', 390],
    ['crosswalk-etsi-en-303-645.html', 'light', 390],
    ['editions.html', 'light', 1280],
    ['search.html', 'light', 390],
  ] as const;
  for (const [name, scheme, width] of shown)
    it(`axe finds nothing in ${name}, ${scheme}, ${width} px`, async () => {
      await show(name, { width, scheme });
      expect(await violations()).to.deep.equal([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(width);
    });

  it('searches with the keyboard alone, from a folder', async () => {
    await show('search.html');
    await page.keyboard.type('auth-4');
    expect(await page.evaluate(`document.getElementById('state').textContent`)).to.match(/found\.$/);
    expect(await violations()).to.deep.equal([]);
    await page.keyboard.press('Tab');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    expect(page.url()).to.match(/auth\.html#AUTH-4$/);
    await page.goBack();
    expect(await page.evaluate(`document.getElementById('query').value`)).to.equal('auth-4');
  });

  it('takes what is sought for text', async () => {
    await show('search.html');
    await page.keyboard.type('<img src=x onerror=alert(1)> toy');
    expect(await page.$$eval('main img', (found) => found.length)).to.equal(0);
  });

  it('can be read without a script', async () => {
    const plain = await browser.newPage();
    await plain.setJavaScriptEnabled(false);
    await plain.goto(pathToFileURL(join(folder, 'site', 'search.html')).href);
    await Promise.all([plain.waitForNavigation(), plain.click('noscript a')]);
    expect(await plain.$$eval('.contents a', (links) => links.length)).to.be.greaterThan(40);
    await plain.close();
  });

  it('runs, loads and hides nothing that a text of the standard holds', async () => {
    const some = { ...manuscript, provisions: manuscript.provisions.filter((_, index) => index % 12 === 0) };
    const files = renderSite(hostileManuscript(some));
    writeSite(join(folder, 'hostile'), files);
    const dialogs: string[] = [];
    const requests: string[] = [];
    page.on('dialog', (dialog) => (dialogs.push(dialog.message()), void dialog.dismiss()));
    page.on('request', (request) => requests.push(request.url()));
    for (const name of files.keys()) {
      requests.length = 0;
      await show(name, { width: 390, site: 'hostile' });
      expect(dialogs, name).to.deep.equal([]);
      expect(requests, name).to.have.length(1);
      const scripts = name === 'search.html' ? 2 : 0;
      expect(await page.$$eval('script', (found) => found.length)).to.equal(scripts);
      expect(await page.$$eval('img, iframe, object, link, form, b[onclick]', (found) => found.length)).to.equal(0);
      const handlers = `[...document.querySelectorAll('*')].flatMap((one) => one.getAttributeNames()).filter((name) => name.startsWith('on') || name === 'style')`;
      expect(await page.evaluate(handlers), name).to.deep.equal([]);
      const schemes = `[...document.querySelectorAll('a')].map((a) => a.protocol).filter((one) => one !== 'file:' && one !== 'https:')`;
      expect(await page.evaluate(schemes), name).to.deep.equal([]);
      expect(files.get(name), name).to.not.match(/[\u0007\u202e\u2066]/);
      expect(await page.evaluate('document.documentElement.scrollWidth'), name).to.equal(390);
    }
    await show('search.html', { site: 'hostile' });
    await page.keyboard.type('onerror');
    expect(await page.$$eval('#found li', (found) => found.length)).to.be.greaterThan(0);
    expect(dialogs).to.deep.equal([]);
  });

  it('prints a tagged PDF with outline and page numbers, the same bytes each time', async () => {
    const provisions = manuscript.provisions.filter(({ requirement }) => requirement.id.startsWith('AUTH'));
    const few = { ...manuscript, provisions, crosswalks: [], comparisons: [] };
    const print = () => printPdf((leaves) => renderBook(few, leaves), { digest: few.digest });
    const [one, other] = [await print(), await print()];
    expect(one.equals(other)).to.equal(true);
    const text = one.toString('latin1');
    expect(text).to.contain('/Marked true').and.contain('/Outlines').and.contain('/Lang (en-GB)');
    expect(text).to.not.match(/\/(CreationDate|ModDate)|Mozilla/);
    const leaves = leavesOf(one);
    expect(leaves.get('AUTH-1')).to.be.greaterThan(2);
    expect(renderBook(few, leaves)).to.contain(`<span class="leaf">${leaves.get('AUTH-1')}</span>`);
  });
});
