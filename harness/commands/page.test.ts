import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'puppeteer-core';
import { fragmentOf } from '../../reports/page/address.ts';
import { renderPage } from '../../reports/page/page.ts';
import { browserPath, openBrowser } from '../../reports/render/browser.ts';
import { hostileText } from '../../reports/samples/hostile.ts';
import { at, make, trust, type Change, type Made } from '../../reports/verify/certificate.fixture.ts';
import { openEnvelope } from '../../reports/verify/envelope.ts';
import { digestOf } from '../../schemas/canonical-json.ts';
import { cannot } from '../development/needs.ts';
import { bundleText, pageAt, placeIn, serveRegister } from '../development/page-peer.ts';
import { scratch } from '../development/peer.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const id = 'TM-2026-000001';
const digestIn = ({ envelope }: Made) => digestOf(openEnvelope(envelope).payload);
const against = (state: 'withdrawn' | 'suspended') =>
  ({ certificate: id, state, since: '2026-10-20T00:00:00Z', reason: 'vulnerability' }) as const;

describe('the page for everybody', () => {
  const { folder, remove } = scratch();
  const file = (name: string) => join(folder, name);
  let browser: Browser;
  let register: Awaited<ReturnType<typeof serveRegister>>;

  before(async function () {
    if (browserPath === undefined) cannot(this, 'needs chromium');
    browser = await openBrowser();
    writeFileSync(file('verify.html'), renderPage(trust(), at));
    register = await serveRegister(folder);
  });

  after(async () => {
    register.stop();
    await browser.close();
    remove();
  });

  const text = async (page: Page) =>
    ((await page.evaluate('document.getElementById("result").textContent')) as string).replace(/\s+/g, ' ');

  /** Opens what a QR code leads to. */
  async function scanned(fragment: string, time = at) {
    const opened = await pageAt(browser, time);
    await opened.page.goto(`${register.address}verify.html#${fragment}`);
    await opened.page.waitForSelector('#answer');
    return opened;
  }

  async function clean(page: Page): Promise<void> {
    for (const [scheme, width] of [
      ['light', 360],
      ['dark', 1100],
    ] as const) {
      await page.setViewport({ width, height: 800 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.evaluate(axe);
      const { violations } = (await page.evaluate('axe.run()')) as { violations: { id: string; help: string }[] };
      expect(violations.map(({ id: rule, help }) => `${rule}: ${help}`)).to.deep.equal([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).to.equal(true);
    }
  }

  const states: readonly (readonly [name: string, says: string, change: Change, more?: readonly string[]])[] = [
    [
      'valid',
      'genuine and in force',
      {},
      [
        'Pip the Bear by Example Toys Ltd',
        'firmware 2.4.1',
        'until 30 June 2029',
        'microphone',
        'United Kingdom',
        'Example Lab GmbH tested it',
      ],
    ],
    [
      'withdrawn',
      'This certificate was withdrawn',
      { status: (list) => list.statuses.push(against('withdrawn')) },
      [
        'was withdrawn on 20 October 2026, 00:00 UTC, because a weakness was found that somebody could misuse',
        'Do not rely on it',
        'Pip the Bear',
        'That counts no more',
      ],
    ],
    [
      'suspended',
      'This certificate is suspended',
      { status: (list) => list.statuses.push(against('suspended')) },
      ['until it is reinstated'],
    ],
    [
      'stale',
      'whether it was withdrawn since is not known',
      { status: (list) => (list.nextUpdate = '2026-10-24T01:00:00Z') },
      ['STATUS_STALE', 'ended on 24 October 2026, 01:00 UTC', 'Pip the Bear'],
    ],
    [
      'tampered',
      'This is not a valid certificate',
      {
        envelope: (envelope) =>
          (envelope.signatures[0] = {
            keyid: envelope.signatures[0]?.keyid ?? '',
            sig: Buffer.alloc(64, 1).toString('base64'),
          }),
      },
      ['SIG_INVALID', 'Rely on nothing in it'],
    ],
    [
      'ended',
      'This certificate has ended',
      { certificate: (one) => (one.expiresAt = '2026-10-20T00:00:00Z') },
      ['EXPIRED'],
    ],
  ];

  for (const [name, says, change, more = []] of states)
    it(`says of one that is ${name}: ${says}`, async () => {
      const made = await make(change);
      placeIn(folder, id, made);
      const { page, wrong, asked } = await scanned(fragmentOf({ id, digest: digestIn(made) }));
      const said = await text(page);
      for (const part of [says, ...more]) expect(said).to.contain(part);
      expect(wrong).to.deep.equal([]);
      const base = register.address;
      const allowed = [`${base}bundle/${id}.json`, `${base}status/0.dsse.json`];
      for (const url of asked.slice(1)) expect(allowed).to.contain(url);
      expect(await page.evaluate('document.activeElement.id')).to.equal('answer');
      await clean(page);
      await page.browserContext().close();
    });

  it('says how old it is where what it knows is older than a month, and that it is too old once that has ended', async () => {
    const made = await make({ status: (list) => (list.nextUpdate = '2027-12-31T00:00:00Z') });
    placeIn(folder, id, made);
    const fragment = fragmentOf({ id, digest: digestIn(made) });
    for (const [time, said, unsaid] of [
      ['2026-11-23T11:00:00Z', 'in force', 'days old'],
      ['2026-12-24T12:00:00Z', 'is 61 days old, of 24 October 2026', 'too old'],
      ['2027-03-02T00:00:00Z', 'This page is too old to say anything', 'not a valid certificate'],
    ] as const) {
      const { page, wrong } = await scanned(fragment, time);
      expect(await text(page))
        .to.contain(said)
        .and.not.contain(unsaid);
      expect(wrong).to.deep.equal([]);
      await clean(page);
      await page.browserContext().close();
    }
  });

  it('names the time of the device where that would explain it', async () => {
    const made = await make();
    placeIn(folder, id, made);
    const { page } = await scanned(fragmentOf({ id, digest: digestIn(made) }), '2026-02-03T04:05:00Z');
    expect(await text(page)).to.contain(
      'By this device it is 3 February 2026, 04:05 UTC. If that is wrong, set its clock',
    );
    await page.browserContext().close();
  });

  it('shows an expert every step and the whole report', async () => {
    const made = await make();
    placeIn(folder, id, made);
    const { page } = await scanned(fragmentOf({ id, digest: digestIn(made) }));
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
    const said = await text(page);
    for (const part of ['log inclusion', 'seen by', 'All requirements at a glance', 'NET-1-1'])
      expect(said).to.contain(part);
    await clean(page);
    await page.browserContext().close();
  });

  it('says of one that nobody knows: not known here', async () => {
    rmSync(file('bundle'), { recursive: true, force: true });
    const { page } = await scanned(fragmentOf({ id, digest: digestOf('some other') }));
    expect(await text(page))
      .to.contain('This certificate is not known here')
      .and.contain('may be a fake');
    await clean(page);
    await page.browserContext().close();
  });

  it('catches a register that answers with another certificate of the same number', async () => {
    placeIn(folder, id, await make());
    const { page } = await scanned(fragmentOf({ id, digest: digestOf('what the box says') }));
    expect(await text(page))
      .to.contain('SUBJECT_MISMATCH')
      .and.contain('belongs to another certificate');
    await page.browserContext().close();
  });

  it('says so where the address was cut', async () => {
    const { page } = await scanned(`${id}.abc`);
    expect(await text(page)).to.contain('This address is not complete');
    await page.browserContext().close();
  });

  it('shows what a hostile certificate says, and does nothing of it', async () => {
    const hostile = hostileText.replace(/[^\x20-\x7e]/g, '').slice(0, 80);
    const made = await make({ report: (report) => (report.product.model = hostile) });
    placeIn(folder, id, made);
    const { page, wrong } = await scanned(fragmentOf({ id, digest: digestIn(made) }));
    expect(await text(page))
      .to.contain('in force')
      .and.contain('<img src=x onerror=alert(1)>');
    expect(await page.$$('#result img, #result script')).to.have.length(0);
    expect(wrong).to.deep.equal([]);
    await page.browserContext().close();
  });

  it('checks a bundle from a disk, with no network at all', async () => {
    writeFileSync(file('bundle.json'), bundleText(await make()));
    const { page, asked } = await opened('bundle.json');
    expect(await text(page)).to.contain('genuine and in force');
    expect(asked.filter((url) => !url.startsWith('file:'))).to.deep.equal([]);
    await page.browserContext().close();
  });

  it('says of a PDF that it is a print', async () => {
    writeFileSync(file('print.json'), '%PDF-1.7 …');
    const { page } = await opened('print.json');
    expect(await text(page)).to.contain('This is a PDF');
    await page.browserContext().close();
  });

  /** Opens the page from a disk and a file in it. */
  async function opened(name: string) {
    const made = await pageAt(browser, at);
    await made.page.goto(pathToFileURL(file('verify.html')).href);
    await (await made.page.$('input[type=file]'))?.uploadFile(file(name));
    await made.page.waitForSelector('#answer');
    return made;
  }
});
