import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { browserPath, openBrowser } from './browser.ts';
import { UserError } from '../../schemas/problem.ts';

/** What makes a printed document the same each time: the digest of what it shows, and when that was published, if ever. */
export interface Identity {
  readonly digest: string;
  /** A day, or a time such as 2026-11-23T12:00:00Z. */
  readonly published?: string;
}

/** Makes the page to be printed, once the numbers of the printed pages are known; before that, without them. */
export type Typeset = (leaves?: ReadonlyMap<string, number>) => string;

const patience = 600_000;

/**
 * Prints a page with Chromium: tagged for screen readers, with an outline, numbered pages and their numbers in the
 * contents. It is printed twice, because only print knows on which page a thing comes to stand. No script runs and
 * nothing is loaded. The same page gives the same bytes with the same Chromium and the same fonts.
 * @throws UserError TOOL where no Chromium is found
 */
export async function printPdf(typeset: Typeset, identity: Identity): Promise<Buffer> {
  if (browserPath === undefined) throw new UserError({ ...noBrowser }, 64);
  const folder = mkdtempSync(join(tmpdir(), 'toymark-print-'));
  const browser = await openBrowser();
  try {
    const file = join(folder, 'page.html');
    const page = await browser.newPage();
    await page.setJavaScriptEnabled(false);
    const print = async (markup: string, tagged: boolean) => {
      writeFileSync(file, markup);
      await page.goto(pathToFileURL(file).href, { timeout: patience });
      const options = { preferCSSPageSize: true, printBackground: true, tagged, outline: tagged };
      return Buffer.from(await page.pdf({ ...options, timeout: patience }));
    };
    const leaves = leavesOf(await print(typeset(), false));
    return steady(await print(typeset(leaves), true), identity);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The page on which each named destination of a PDF stands (ISO 32000-1, 12.3.2.3), as far as it is written in plain
 * objects; empty where it is not.
 */
export function leavesOf(pdf: Buffer): ReadonlyMap<string, number> {
  const text = pdf.toString('latin1');
  const pages = new Map(
    [...text.matchAll(/\n(\d+) 0 obj\n<<\/Type \/Page\n/g)].map((found, index) => [found[1], index + 1]),
  );
  const list = /\/Dests (\d+) 0 R/.exec(text)?.[1];
  const start = list === undefined ? -1 : text.indexOf(`\n${list} 0 obj\n<<`);
  if (start < 0) return new Map();
  const named = text.slice(start, text.indexOf('endobj', start)).matchAll(/\/(\S+) \[(\d+) 0 R \/XYZ/g);
  return new Map(
    [...named].flatMap(([, name = '', page]) => {
      const leaf = pages.get(page);
      return leaf === undefined ? [] : [[name, leaf] as const];
    }),
  );
}

const noBrowser = {
  code: 'TOOL',
  where: 'PDF',
  problem: 'no Chromium was found, which prints the PDF',
  hint: 'Install chromium, or name it in PUPPETEER_EXECUTABLE_PATH.',
} as const;

/**
 * Takes the moment of printing out of a PDF: its dates become that of publication, or blank in a draft, and its file
 * identifier the digest; what printed it is named by its engine alone. Every replacement has the length of what it
 * replaces, because a PDF counts bytes.
 */
export function steady(pdf: Buffer, { digest, published }: Identity): Buffer {
  const date = published === undefined ? undefined : `D:${published.replace(/\D/g, '').padEnd(14, '0')}+00'00'`;
  const id = digest.replace('sha256:', '').slice(0, 32).toUpperCase();
  const text = renumbered(pdf.toString('latin1'))
    .replace(/\/(CreationDate|ModDate) \((D:[^)]*)\)/g, (whole, name: string, given: string) =>
      date?.length === given.length ? `/${name} (${date})` : ' '.repeat(whole.length),
    )
    .replace(/\/Creator \((?:\\.|[^)\\])*\)/, (whole) => '/Creator (Toymark)'.padEnd(whole.length))
    .replace(/\/ID \[<([0-9A-Fa-f]{32})>\s*<([0-9A-Fa-f]{32})>\]/g, (whole, first: string, second: string) =>
      whole.replace(first, id).replace(second, id),
    );
  return Buffer.from(text, 'latin1');
}

// Chromium names the elements of the structure by a count of all that its process ever made; their order is what matters.
function renumbered(text: string): string {
  const names = [...new Set(text.match(/\(node\d{8}\)/g) ?? [])].sort();
  const places = new Map(names.map((name, index) => [name, `(node${String(index + 1).padStart(8, '0')})`]));
  return text.replace(/\(node\d{8}\)/g, (name) => places.get(name) ?? name);
}
