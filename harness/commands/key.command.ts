import type { Algorithm } from '../../reports/sign/public-key.ts';
import type { Define } from './command.ts';
import type { PassphraseOptions } from './passphrase.ts';

interface NewOptions extends PassphraseOptions {
  readonly algorithm: string;
  readonly out: string;
  readonly passphrase: boolean;
}

export const define: Define = (command) => {
  command.description('make and show keys that sign reports');
  command
    .command('new')
    .description('make a key; the file is encrypted, readable by you alone, and never overwritten')
    .option('--algorithm <name>', 'ed25519, or p256 for hardware tokens and PDF', 'ed25519')
    .requiredOption('--out <file>', 'where the private key goes')
    .option('--passphrase-file <file>', 'file that holds the passphrase')
    .option('--no-passphrase', 'leave the key unencrypted')
    .action(makeKey);
  command
    .command('show')
    .description('print the public key, its id and its entry for a trust list')
    .argument('<key>', 'private key: a file, or pkcs11:… in a token')
    .option('--passphrase-file <file>', 'file that holds the passphrase or the PIN')
    .action(showKey);
  command
    .command('certificate')
    .description('write the certificate that PDF readers ask for, issued by the key to itself')
    .argument('<key>', 'private P-256 key: a file, or pkcs11:… in a token')
    .requiredOption('--name <name>', 'whose key it is')
    .requiredOption('--out <file>', 'where the certificate goes')
    .option('--years <number>', 'how long it counts', '3')
    .option('--passphrase-file <file>', 'file that holds the passphrase or the PIN')
    .addHelpText('after', certificateHelp)
    .action(certify);
};

const certificateHelp = `
Readers of PDF show such a signature as valid and its signer as unknown, until somebody trusts the certificate. An
authority that readers know may issue one to the same key instead, with the extended key usage emailProtection.`;

interface CertificateOptions extends PassphraseOptions {
  readonly name: string;
  readonly out: string;
  readonly years: string;
}

async function certify(key: string, { name, out, years, ...options }: CertificateOptions): Promise<void> {
  const { pemOf, selfCertificate } = await import('../../reports/sign/pdf/certificate.ts');
  const { openKey } = await import('./open-key.ts');
  const { timeFrom, wholeNumber } = await import('./scheme-keys.ts');
  const { daysAfter } = await import('../../reports/accreditation/metadata.ts');
  const { replaceFile } = await import('../evidence/files.ts');
  const notBefore = timeFrom(undefined, '');
  const notAfter = daysAfter(notBefore, 365 * wholeNumber(years, '--years'));
  const certificate = await selfCertificate(await openKey(key, options), { name, notBefore, notAfter });
  replaceFile(out, pemOf(certificate), `${out}.part`);
  process.stdout.write(`Certificate of ${name} in ${out}, counts until ${notAfter}\n`);
}

async function makeKey({ algorithm, out, passphrase, passphraseFile }: NewOptions): Promise<void> {
  const { newKey, writeKey } = await import('../../reports/sign/keys.ts');
  const { signerOf } = await import('../../reports/sign/signer.ts');
  const { passphraseFrom } = await import('./passphrase.ts');
  const key = newKey(await algorithmNamed(algorithm));
  const secret = passphrase ? await passphraseFrom({ passphraseFile }, `Passphrase for ${out}`) : undefined;
  writeKey(out, key, secret);
  process.stdout.write(`Key ${signerOf(key).keyId} in ${out}${passphrase ? '' : ', not encrypted'}\n`);
  process.stdout.write(`Next    toymark key show ${out}\n`);
}

async function algorithmNamed(name: string): Promise<Algorithm> {
  const { algorithms } = await import('../../reports/sign/public-key.ts');
  const known = algorithms.find((algorithm) => algorithm === name);
  if (known !== undefined) return known;
  const { UserError } = await import('../../schemas/problem.ts');
  const problem = `expected ${algorithms.join(' or ')}, got "${name}"`;
  throw new UserError({ code: 'USAGE', where: `--algorithm ${name}`, problem }, 64);
}

async function showKey(file: string, options: PassphraseOptions): Promise<void> {
  const { trustEntry } = await import('../../reports/sign/keys.ts');
  const { openKey } = await import('./open-key.ts');
  const { publicKey } = await openKey(file, options);
  process.stdout.write(String(publicKey.key.export({ type: 'spki', format: 'pem' })));
  process.stdout.write(`${trustEntry(publicKey)}\n`);
  process.stdout.write('  # notBefore and notAfter: the window in which this key signs\n');
}
