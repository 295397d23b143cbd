import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { fragmentOf, readFragment } from '../../reports/page/address.ts';
import { browserPath, openBrowser } from '../../reports/render/browser.ts';
import { make } from '../../reports/verify/certificate.fixture.ts';
import { digestOf } from '../../schemas/canonical-json.ts';
import { cannot, needs } from '../development/needs.ts';
import { scratch } from '../development/peer.ts';

const main = join(import.meta.dirname, 'main.js');
const id = 'TM-2026-000001';

describe('what leads from a toy to its certificate', () => {
  const { folder, remove } = scratch();
  const file = (name: string) => join(folder, name);
  const page = 'https://register.example/verify.html';
  const label = (...words: readonly string[]) =>
    spawnSync(process.execPath, [main, 'label', ...words], { encoding: 'utf8' });

  before(async () => {
    writeFileSync(file('certificate.dsse.json'), (await make()).envelope);
  });
  after(remove);

  it('is drawn by toymark label and read by zbarimg', async function () {
    needs(this, 'zbarimg');
    if (browserPath === undefined) cannot(this, 'needs chromium');
    const { status, stdout, stderr } = label(file('certificate.dsse.json'), '--page', page, '--out', file('box'));
    expect([status, stderr]).to.deep.equal([0, '']);
    const browser = await openBrowser();
    try {
      for (const name of ['label.svg', 'qr.svg']) {
        const opened = await browser.newPage();
        await opened.setViewport({ width: 400, height: 250, deviceScaleFactor: 3 });
        await opened.setContent(`<body style="background:#fff">${readFileSync(file(`box/${name}`), 'utf8')}`);
        await opened.screenshot({ path: `${folder}/picture.png` });
        const read = execFileSync(
          'zbarimg',
          ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', file('picture.png')],
          { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
        );
        expect(read.trim()).to.match(/^https:\/\/register\.example\/verify\.html#TM-2026-000001\.[\w-]{43}$/);
        expect(stdout).to.contain(read.trim());
        if (name === 'label.svg') expect(await opened.evaluate(overlaps)).to.equal(false);
      }
    } finally {
      await browser.close();
    }
  });

  it('names mark, level, edition and number, and is no medal', () => {
    label(file('certificate.dsse.json'), '--page', page, '--out', file('box'));
    const drawn = readFileSync(file('box/label.svg'), 'utf8');
    for (const part of ['Toymark', 'Level basic', 'Edition 1.0', id]) expect(drawn).to.contain(part);
    expect(drawn).to.not.match(/circle|polygon|gradient|style=/i);
    expect(readFileSync(file('box/badge.svg'), 'utf8')).to.contain('Toymark basic, edition 1.0');
  });

  it('wants the address of a page', () => {
    for (const address of ['register.example', 'javascript:alert(1)', `${page}#x`]) {
      const { status, stderr } = label(file('certificate.dsse.json'), '--page', address);
      expect([status, stderr.includes('expected an http(s) address')]).to.deep.equal([64, true]);
    }
  });

  it('is a fragment that has one spelling', () => {
    const asked = { id, digest: digestOf('x') };
    expect(readFragment(`#${fragmentOf(asked)}`)).to.deep.equal(asked);
    for (const wrong of ['', '#', id, `${id}.${'A'.repeat(42)}`, `${id}.${'A'.repeat(42)}B`, `../x.${'A'.repeat(43)}`])
      expect(readFragment(wrong)).to.equal(undefined);
  });
});

// The code is the last group of the label; no text may reach into its quiet zone.
const overlaps = `(() => {
  const groups = [...document.querySelectorAll('svg > g')];
  const code = groups.at(-1).getBoundingClientRect();
  const quiet = code.width / 49 * 4;
  return [...document.querySelectorAll('text')].some((one) => one.getBoundingClientRect().right > code.left - quiet);
})()`;
