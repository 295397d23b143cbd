import type { Define } from './command.ts';

interface Options {
  readonly page: string;
  readonly out: string;
}

export const define: Define = (command) => {
  command
    .description('draw the label for the box, the badge for a web page, and the QR code of a certificate')
    .argument('<certificate>', 'certificate.dsse.json, or its bundle')
    .requiredOption(
      '--page <address>',
      'where the page lies that checks certificates, such as https://register.example/verify.html',
    )
    .option('--out <folder>', 'where label.svg, badge.svg and qr.svg go', '.')
    .addHelpText(
      'after',
      '\nExample:\n  toymark label certificate.dsse.json --page https://register.example/verify.html --out box',
    )
    .action(draw);
};

async function draw(file: string, { page, out }: Options): Promise<void> {
  const { drawLabels } = await import('./draw-labels.ts');
  const { address, files } = drawLabels(file, page, out);
  process.stdout.write(`${files.map((path) => `Drawn    ${path}\n`).join('')}Address  ${address}\n`);
}
