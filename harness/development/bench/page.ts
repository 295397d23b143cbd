import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { renderPage } from '../../../reports/page/page.ts';
import { browserPath, openBrowser } from '../../../reports/render/browser.ts';
import { renderPdf } from '../../../reports/render/pdf.ts';
import { at, make, trust } from '../../../reports/verify/certificate.fixture.ts';
import { sampleReport } from '../../../reports/samples/sample-report.ts';
import { openBundle, verifyCertificate } from '../../../reports/verify/verify.ts';
import type { Bench, Measured } from '../bench.ts';
import { bundleText, pageAt } from '../page-peer.ts';
import { scratch } from '../peer.ts';

const times = 20;

/** A certificate opened and verified on the page in Chromium, against Node; and a report printed, against rendering it. */
export const bench: Bench = async () => {
  if (browserPath === undefined) return [];
  const { folder, remove } = scratch();
  try {
    const bundle = Buffer.from(bundleText(await make()));
    const inNode = await milliseconds(times, () => verifyCertificate({ ...openBundle(bundle), trust: trust(), at }));
    const inBrowser = await onPage(folder, bundle);
    const print = await milliseconds(1, () => renderPdf(sampleReport('does-not-conform')));
    return [
      row('a certificate verified on the page, in Chromium', inBrowser, ['in Node', inNode]),
      await printed(print),
    ];
  } finally {
    remove();
  }
};

async function onPage(folder: string, bundle: Buffer): Promise<number> {
  writeFileSync(join(folder, 'verify.html'), renderPage(trust(), at));
  writeFileSync(join(folder, 'bundle.json'), bundle);
  const browser = await openBrowser();
  try {
    const { page } = await pageAt(browser, at);
    let sum = 0;
    for (let time = 0; time < times; time++) {
      // Opened anew each time, because the page remembers which signatures hold.
      await page.goto(pathToFileURL(join(folder, 'verify.html')).href);
      const input = await page.$('input[type=file]');
      sum += await milliseconds(1, async () => {
        await (input as { uploadFile: (file: string) => Promise<void> } | null)?.uploadFile(
          join(folder, 'bundle.json'),
        );
        await page.waitForSelector('#answer');
      });
    }
    return sum / times;
  } finally {
    await browser.close();
  }
}

async function printed(print: number): Promise<Measured> {
  const start = await milliseconds(1, async () => (await openBrowser()).close());
  return row('a report printed as a PDF', print, ['Chromium started and ended', start]);
}

async function milliseconds(count: number, work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  for (let time = 0; time < count; time++) await work();
  return (performance.now() - started) / count;
}

const row = (name: string, ours: number, [beside, theirs]: readonly [string, number]): Measured => ({
  name,
  ours: `${ours.toFixed(0)} ms`,
  theirs: `${beside}: ${theirs.toFixed(0)} ms`,
  ratio: ours / theirs,
});
