import type { Define } from '../command.ts';

interface Options {
  readonly edition?: string;
  readonly out: string;
  readonly pdf?: true;
  readonly quiet?: true;
}

export const define: Define = (command) => {
  command
    .description('write the standard as people read it: pages that need no server, and a PDF')
    .option('--edition <name>', 'edition, by name or path; the one in force where none is named')
    .option('--out <folder>', 'new, empty or earlier folder for the pages', 'standard-site')
    .option('--pdf', 'also standard.pdf, printed by Chromium')
    .option('--quiet', 'print nothing')
    .addHelpText('after', examples)
    .action(render);
};

async function render({ edition, out, pdf, quiet }: Options): Promise<void> {
  const { readManuscript } = await import('../../standard/render/manuscript.ts');
  const { renderSite } = await import('../../standard/render/site.ts');
  const { writeSite } = await import('../../standard/render/write-site.ts');
  const { editionInForce } = await import('../../../schemas/read-standard.ts');
  const manuscript = await readManuscript(edition ?? editionInForce());
  const files = new Map<string, string | Uint8Array>(renderSite(manuscript, { pdf: pdf === true }));
  if (pdf) {
    const { renderBook } = await import('../../standard/render/book.ts');
    const { printPdf } = await import('../../../reports/render/print.ts');
    const { published } = manuscript.edition;
    const identity = { digest: manuscript.digest, ...(published === undefined ? {} : { published }) };
    files.set('standard.pdf', await printPdf((leaves) => renderBook(manuscript, leaves), identity));
  }
  writeSite(out, files);
  if (!quiet) process.stdout.write(`${files.size} files in ${out}; begin with ${out}/index.html\n`);
}

const examples = `
Examples:
  toymark standard render
  toymark standard render --edition 1.0 --out public --pdf`;
