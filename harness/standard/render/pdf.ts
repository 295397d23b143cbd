import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { browserPath, openBrowser } from '../../../reports/render/browser.ts';
import { UserError } from '../../../schemas/problem.ts';

/** What makes a printed document the same each time: the digest of its edition, and the day of publication, if any. */
export interface Identity {
  readonly digest: string;
  readonly published?: string;
}

const patience = 300_000;

/**
 * Prints a page with Chromium: tagged for screen readers, with an outline and numbered pages. No script runs and nothing
 * is loaded. The same page gives the same bytes with the same Chromium and the same fonts.
 * @throws UserError TOOL where no Chromium is found
 */
export async function printPdf(markup: string, identity: Identity): Promise<Buffer> {
  if (browserPath === undefined) throw new UserError({ ...noBrowser }, 64);
  const folder = mkdtempSync(join(tmpdir(), 'toymark-print-'));
  const browser = await openBrowser();
  try {
    const file = join(folder, 'standard.html');
    writeFileSync(file, markup);
    const page = await browser.newPage();
    page.setDefaultTimeout(patience);
    await page.setJavaScriptEnabled(false);
    await page.goto(pathToFileURL(file).href, { timeout: patience });
    const options = { preferCSSPageSize: true, printBackground: true, tagged: true, outline: true };
    return steady(Buffer.from(await page.pdf({ ...options, timeout: patience })), identity);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const noBrowser = {
  code: 'TOOL',
  where: '--pdf',
  problem: 'no Chromium was found, which prints the PDF',
  hint: 'Install chromium, or name it in PUPPETEER_EXECUTABLE_PATH.',
} as const;

/**
 * Takes the moment of printing out of a PDF: its dates become that of publication, or blank in a draft, and its file
 * identifier the edition's digest. Every replacement has the length of what it replaces, because a PDF counts bytes.
 */
export function steady(pdf: Buffer, { digest, published }: Identity): Buffer {
  const date = published === undefined ? undefined : `D:${published.replaceAll('-', '')}000000+00'00'`;
  const id = digest.replace('sha256:', '').slice(0, 32).toUpperCase();
  const text = pdf
    .toString('latin1')
    .replace(/\/(CreationDate|ModDate) \((D:[^)]*)\)/g, (whole, name: string, given: string) =>
      date?.length === given.length ? `/${name} (${date})` : ' '.repeat(whole.length),
    )
    .replace(/\/ID \[<([0-9A-Fa-f]{32})>\s*<([0-9A-Fa-f]{32})>\]/g, (whole, first: string, second: string) =>
      whole.replace(first, id).replace(second, id),
    );
  return Buffer.from(text, 'latin1');
}
