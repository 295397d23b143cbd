import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Browser } from 'puppeteer-core';
import { renderPage } from '../../reports/page/page.ts';
import { tell } from '../../reports/page/tell.ts';
import { verifyHere } from '../../reports/page/verify-here.ts';
import { browserPath, openBrowser } from '../../reports/render/browser.ts';
import { at, edited, make, trust, type Change, type Made } from '../../reports/verify/certificate.fixture.ts';
import { refused } from '../../reports/verify/certificate.test.ts';
import { cannot } from '../development/needs.ts';
import { bundleText, pageAt } from '../development/page-peer.ts';
import { scratch } from '../development/peer.ts';

describe('the page in Chromium and the verifier in Node', () => {
  const { folder, remove } = scratch();
  const file = (name: string) => join(folder, name);
  let browser: Browser;

  before(async function () {
    if (browserPath === undefined) cannot(this, 'needs chromium');
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    remove();
  });

  async function opened(name: string, from: string) {
    const made = await pageAt(browser, at);
    await made.page.goto(pathToFileURL(file(from)).href);
    await (await made.page.$('input[type=file]'))?.uploadFile(file(name));
    await made.page.waitForSelector('#answer');
    return made;
  }

  it(`agree, word for word, about ${refused.length + 1} certificates`, async function () {
    this.timeout(240_000);
    const cases: readonly (readonly [string, Change])[] = [
      ['nothing wrong', {}],
      ...refused.map(([name, , change]) => [name, change] as const),
    ];
    for (const [name, change] of cases) {
      const made = await make(change);
      const { files, seen, ...parts } = change.input?.(made) ?? {};
      if (files !== undefined || seen !== undefined) continue;
      const list = edited(trust(), change.trust);
      const shown = {
        ...made,
        ...('proof' in parts ? { proof: undefined } : {}),
        ...(parts.certificate === undefined ? {} : { envelope: Buffer.from(parts.certificate) }),
      };
      const bytes = Buffer.from(bundleText(shown as Made));
      writeFileSync(file('one.json'), bytes);
      writeFileSync(file('one.html'), renderPage(list, at));
      const { page, wrong } = await opened('one.json', 'one.html');
      const here = tell(await verifyHere(bytes, { trust: list, at }), { at, asOf: at }).markup;
      const same = await page.evaluate(
        `{ const node = document.createElement('div'); node.innerHTML = ${JSON.stringify(here)}; node.innerHTML === document.getElementById('result').innerHTML }`,
      );
      expect([same, wrong], name).to.deep.equal([true, []]);
      await page.browserContext().close();
    }
  });
});
