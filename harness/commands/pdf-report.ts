import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { naming } from '../../reports/registry/registry.ts';
import { renderPdf } from '../../reports/render/pdf.ts';
import type { Attachment } from '../../reports/sign/pdf/attach.ts';
import { readCertificates, selfCertificate } from '../../reports/sign/pdf/certificate.ts';
import { oids } from '../../reports/sign/pdf/cms.ts';
import { signPdf } from '../../reports/sign/pdf/sign-pdf.ts';
import { timeStamper } from '../../reports/sign/pdf/time-stamp.ts';
import type { Signer } from '../../reports/sign/signer.ts';
import { openEnvelope } from '../../reports/verify/envelope.ts';
import { openCms, unsignedValueOf } from '../../reports/verify/pdf/cms.ts';
import { signedRange } from '../../reports/verify/pdf/range.ts';
import { checkStamp } from '../../reports/verify/pdf/time-stamp.ts';
import { companionNames, envelopeName } from '../../reports/verify/pdf/verify-pdf.ts';
import { readStatement } from '../../reports/verify/statement.ts';
import { readBounded } from '../../schemas/read-bounded.ts';
import { UserError } from '../../schemas/problem.ts';
import type { Report } from '../../schemas/types.ts';
import { replaceFile } from '../evidence/files.ts';
import { openKey } from './open-key.ts';
import type { PassphraseOptions } from './passphrase.ts';
import { picturesIn } from './render-run.ts';
import { runDirectory } from './run-directory.ts';
import { timeFrom } from './scheme-keys.ts';
import { refusing } from './trust-from.ts';

export interface PdfOptions extends PassphraseOptions {
  readonly key: string;
  readonly certificate?: string | undefined;
  readonly timeStamp?: string | undefined;
  readonly attach?: readonly string[] | undefined;
  readonly out?: string | undefined;
}

/** Prints the report in an envelope and signs the print; says where it is. */
export async function pdfOf(path: string, options: PdfOptions): Promise<{ out: string; stamped: boolean }> {
  const isRun = existsSync(path) && statSync(path).isDirectory();
  const file = isRun ? runDirectory(path).envelope : path;
  const envelope = Buffer.from(readBounded(file, largest));
  const report = await refusing(file, () => Promise.resolve(readStatement(openEnvelope(envelope).payload).report));
  const attachments = [
    { name: envelopeName, bytes: envelope, description: 'The signed report, which is what counts' },
    ...(options.attach ?? []).map(companion),
  ];
  const signer = await openKey(options.key, options);
  const at = timeFrom(undefined, '');
  const signed = await signPdf(await renderPdf(report, isRun ? picturesIn(path, report) : new Map()), {
    signer,
    certificates: await certificatesFor(signer, report, { ...options, at }),
    timeStamp: options.timeStamp === undefined ? undefined : timeStamper(options.timeStamp),
    attachments,
    signing: { name: report.laboratory.name, reason: `${report.title}, ${report.id}`, at },
  });
  naming(options.timeStamp ?? file, () => checkMade(signed));
  const out = options.out ?? join(dirname(file), 'report.pdf');
  replaceFile(out, signed, `${out}.part`);
  return { out, stamped: options.timeStamp !== undefined };
}

// An authority may have stamped something else; better that we find out.
function checkMade(signed: Buffer): void {
  const cms = openCms(signedRange(signed).cms, 'PDF_SIG');
  const token = unsignedValueOf(cms, oids.timeStamp);
  if (token !== undefined) checkStamp(Buffer.from(token.valueBeforeDecodeView), cms.signature, []);
}

const largest = 24 * 1024 * 1024;

const describing: Readonly<Record<string, string>> = {
  'certificate.dsse.json': 'The certificate that rests on this report',
  'certificate.tlog-proof': 'The proof that the certificate is in the public log',
};

function companion(file: string): Attachment {
  const name = companionNames.find((known) => basename(file).endsWith(known.replace('certificate', '')));
  if (name === undefined)
    throw new UserError({
      code: 'USAGE',
      where: file,
      problem: 'a PDF carries certificates (….dsse.json) and proofs (….tlog-proof) alone',
    });
  return { name, bytes: readFileSync(file), description: describing[name] ?? name };
}

async function certificatesFor(
  signer: Signer,
  { laboratory }: Report,
  { certificate, at }: PdfOptions & { readonly at: string },
): Promise<readonly Buffer[]> {
  if (certificate !== undefined) return readCertificates(readBounded(certificate, 256 * 1024), certificate, signer);
  const notAfter = `${Number(at.slice(0, 4)) + 3}-01-01T00:00:00Z`;
  return [await selfCertificate(signer, { name: laboratory.name, notBefore: at, notAfter })];
}
