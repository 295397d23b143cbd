import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'puppeteer-core';
import type { Report } from '../../../schemas/types.ts';
import { hostileReport } from '../../samples/hostile.ts';
import { sampleNames, sampleReport } from '../../samples/sample-report.ts';
import { browserPath, openBrowser } from '../browser.ts';
import { renderHtml } from './render-html.ts';
import { html } from './template.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('html', () => {
  it('escapes every insert and shows what cannot be seen', () => {
    // By another name, so that no formatter takes it for a page.
    const tag = html;
    const { markup } = tag`<b title="${'"&'}">${'<i>'}${['\u0000', 7, false, undefined]}${tag`<hr>`}${'\u202e'}</b>`;
    expect(markup).to.equal('<b title="&quot;&amp;">&lt;i&gt;\\x007<hr>\\u{202e}</b>');
  });
});

describe('renderHtml', function () {
  let browser: Browser;
  let page: Page;
  const folder = mkdtempSync(join(tmpdir(), 'toymark-'));

  before(async function () {
    if (browserPath === undefined && process.env['CI'] === undefined) this.skip();
    browser = await openBrowser();
    page = await browser.newPage();
  });

  after(async () => {
    await (browser as Browser | undefined)?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function show(report: Report, { width = 1000, scheme = 'light' } = {}): Promise<void> {
    const file = join(folder, 'report.html');
    writeFileSync(file, renderHtml(report));
    await page.setViewport({ width, height: 800 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.goto(pathToFileURL(file).href);
  }

  async function violations(): Promise<readonly string[]> {
    await page.evaluate(axe);
    const found = (await page.evaluate('axe.run()')) as {
      passes: { id: string }[];
      violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
    };
    expect(found.passes.map(({ id }) => id)).to.include.members(['color-contrast', 'heading-order', 'region']);
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
  }

  const shown = [
    ...sampleNames.map((name) => ({ name, scheme: 'light', width: 360 })),
    { name: 'does-not-conform', scheme: 'light', width: 1000 },
    { name: 'does-not-conform', scheme: 'dark', width: 1000 },
    { name: 'inconclusive', scheme: 'dark', width: 360 },
  ] as const;
  for (const { name, scheme, width } of shown)
    it(`makes a page that axe finds nothing in: ${name}, ${scheme}, ${width} px`, async () => {
      await show(sampleReport(name), { width, scheme });
      expect(await violations()).to.deep.equal([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(width);
    });

  it('applies its own style under its own policy', async () => {
    await show(sampleReport('conforms'), { scheme: 'dark' });
    expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).to.equal(
      'rgb(24, 23, 21)',
    );
  });

  it('says the answer first', async () => {
    await show(sampleReport('does-not-conform'));
    expect(await page.evaluate(`document.querySelector('.headline').textContent.trim()`)).to.match(
      /^Pip the Bear \(firmware 2\.4\.1\) does not conform to edition 1\.0 .*: 2 of 7 mandatory requirements fail\.$/,
    );
  });

  it('lets no text of a device become markup, run, load or mislead', async () => {
    const dialogs: string[] = [];
    const requests: string[] = [];
    page.on('dialog', (dialog) => (dialogs.push(dialog.message()), void dialog.dismiss()));
    page.on('request', (request) => requests.push(request.url()));
    const hostile = hostileReport(sampleReport('does-not-conform'));
    await show(hostile, { width: 360 });
    expect(dialogs).to.deep.equal([]);
    expect(requests).to.have.length(1);
    expect(await page.$$eval('script, img, iframe, object, link, form', (found) => found.length)).to.equal(0);
    const handlers = `[...document.querySelectorAll('*')].flatMap((one) => one.getAttributeNames()).filter((name) => name.startsWith('on'))`;
    expect(await page.evaluate(handlers)).to.deep.equal([]);
    expect(renderHtml(hostile)).to.not.match(/[\u0000\u001b\u202e\u2066]/);
    expect(await page.evaluate(`document.querySelector('main').textContent`))
      .to.contain('onerror=alert(1)')
      .and.contain('\\u{202e}');
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(360);
    expect(await violations()).to.deep.equal([]);
  });

  it('links only to what is in the page', async () => {
    await show(sampleReport('does-not-conform'));
    const broken = await page.evaluate(
      `[...document.querySelectorAll('a')].map((a) => a.getAttribute('href')).filter((href) => document.getElementById(href.slice(1)) === null)`,
    );
    expect(broken).to.deep.equal([]);
  });

  it('prints on numbered pages', async () => {
    await show(sampleReport('does-not-conform'));
    const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect([...pdf.matchAll(/\/Type\s*\/Page\b/g)].length).to.be.within(4, 14);
  });

  it('gives the same bytes for the same report', () => {
    expect(renderHtml(sampleReport('conforms'))).to.equal(renderHtml(sampleReport('conforms')));
  });
});
