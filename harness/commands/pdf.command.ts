import type { Define } from './command.ts';
import type { PdfOptions } from './pdf-report.ts';

export const define: Define = (command) => {
  command
    .description('print a signed report as a PDF that carries it, and sign the PDF')
    .argument('<envelope>', 'signed report, report.dsse.json, or a run directory that holds one')
    .requiredOption('--key <key>', 'private P-256 key that signs the PDF: a file, or pkcs11:… in a token')
    .option(
      '--certificate <file>',
      'certificate of that key in PEM, then those above it; issued by the key itself where absent',
    )
    .option('--time-stamp <url>', 'time-stamping authority to ask (RFC 3161)')
    .option(
      '--attach <file>',
      'certificate.dsse.json or certificate.tlog-proof to carry along; may be repeated',
      collect,
    )
    .option('--passphrase-file <file>', 'file that holds the passphrase or the PIN')
    .option('--out <file>', 'where the PDF goes; report.pdf beside the envelope where absent')
    .addHelpText('after', help)
    .action(async (path: string, options: PdfOptions) => {
      const { pdfOf } = await import('./pdf-report.ts');
      const { out, stamped } = await pdfOf(path, options);
      process.stdout.write(`PDF   ${out}${stamped ? '' : ', without a time-stamp'}\n`);
      process.stdout.write(`Next  toymark verify ${out} --trust trust.yaml\n`);
    });
};

const collect = (file: string, files: readonly string[] = []): readonly string[] => [...files, file];

const help = `
The key stands on the trust list like any other key of the laboratory. What counts is the report inside; the pages are
a rendering of it.

Examples:
  toymark pdf runs/pip --key lab-p256.pem --certificate lab.crt --time-stamp https://tsa.example/
  toymark pdf runs/pip --key "pkcs11:token=lab;object=reports?module-path=/usr/lib/softhsm/libsofthsm2.so"`;
