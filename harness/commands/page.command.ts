import type { Define } from './command.ts';
import type { TrustOptions } from './trust-from.ts';

interface Options extends TrustOptions {
  readonly out?: string;
  readonly into?: string;
}

export const define: Define = (command) => {
  command
    .description('write the page with which everybody checks certificates: one file, in a browser, offline too')
    .option('--trust <file>', 'trust list that the page believes')
    .option('--scheme <place>', 'folder or http(s) address of a scheme that keeps the trust list')
    .option('--root <file>', 'root of the scheme, as you have it from its owner')
    .option('--cache <folder>', 'where what was seen of the scheme is remembered')
    .option('--offline', 'fetch nothing; use what is remembered of the scheme')
    .option('--out <file>', 'where the page goes', 'verify.html')
    .option('--into <registry>', 'registry that serves the page; it becomes verify.html there')
    .addHelpText('after', help)
    .action(write);
};

async function write({ out = 'verify.html', into, ...from }: Options): Promise<void> {
  const { pageFile, renderPage } = await import('../../reports/page/page.ts');
  const { trustNow } = await import('./trust-from.ts');
  const { replaceFile } = await import('../evidence/files.ts');
  const { list, signedAt = new Date().toISOString().replace(/\.\d+Z$/, 'Z') } = await trustNow(from);
  const file = into === undefined ? out : `${into}/${pageFile}`;
  replaceFile(file, renderPage(list, signedAt), `${file}.part`);
  process.stdout.write(`Page  ${file}, which believes list ${list.version} until ${list.expires}\n`);
}

const help = `
The page believes the trust list that is built in, and says from which day it is: write it again whenever that list
changes, and at least every month, after which it tells whoever opens it how old it is. Served beside a registry it
finds a certificate by the address in the QR code; opened from a disk it checks the file that somebody drops on it.

Examples:
  toymark page --trust trust.yaml --into registry
  toymark page --scheme https://scheme.example/ --root root.json --out verify.html`;
