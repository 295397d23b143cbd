import { PDFDocument } from '@cantoo/pdf-lib';
import { canonicalJson } from '../../../schemas/canonical-json.ts';
import { sampleReport } from '../../samples/sample-report.ts';
import type { Attachment } from '../../sign/pdf/attach.ts';
import { selfCertificate } from '../../sign/pdf/certificate.ts';
import { signPdf } from '../../sign/pdf/sign-pdf.ts';
import { signReport } from '../../sign/sign.ts';
import type { Signer } from '../../sign/signer.ts';
import { at, lab, labToken, trust } from '../verify.fixture.ts';
import { envelopeName, verifyPdf, type VerifyPdfInput } from './verify-pdf.ts';

/** What a test changes; everything else is a valid signed PDF. */
export interface PdfChange {
  /** The document as it is printed, before anybody signs it. */
  readonly printed?: (document: PDFDocument) => unknown;
  /** Its bytes, before anybody signs them. */
  readonly unsigned?: (pdf: Buffer) => Buffer | Promise<Buffer>;
  readonly attachments?: (own: Attachment[]) => readonly Attachment[];
  /** Who signs the PDF. */
  readonly by?: Signer;
  readonly certificates?: (own: readonly Buffer[]) => readonly Buffer[] | Promise<readonly Buffer[]>;
  /** The file as it arrives. */
  readonly arrived?: (pdf: Buffer) => Buffer | Promise<Buffer>;
  readonly input?: Partial<VerifyPdfInput>;
}

/** A short document, as if it were printed. */
export async function printed(edit: PdfChange['printed'] = () => undefined): Promise<Buffer> {
  // Without the time of day, which two of them would share only by chance.
  const document = await PDFDocument.create({ updateMetadata: false });
  document.addPage([300, 200]).drawText('Report TR-2026-0017', { x: 20, y: 100 });
  await edit(document);
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

export const holder = { name: 'Example Lab GmbH', notBefore: '2026-01-01T00:00:00Z', notAfter: '2029-01-01T00:00:00Z' };

/** The envelope that is attached. */
export const attachedEnvelope = async (): Promise<Attachment> => ({
  name: envelopeName,
  bytes: Buffer.from(canonicalJson(await signReport(sampleReport('does-not-conform'), [lab]))),
  description: 'The signed report',
});

/** The sample as a signed PDF with one thing changed. */
export async function signedPdf(change: PdfChange): Promise<Buffer> {
  const { by = labToken } = change;
  const document = await printed(change.printed);
  const certificates = [await selfCertificate(by, holder)];
  const attachments = [await attachedEnvelope()];
  const signed = await signPdf((await change.unsigned?.(document)) ?? document, {
    signer: by,
    certificates: (await change.certificates?.(certificates)) ?? certificates,
    attachments: change.attachments?.(attachments) ?? attachments,
    signing: { name: holder.name, reason: 'Test report', at: '2026-10-04T16:00:00Z' },
  });
  return (await change.arrived?.(signed)) ?? signed;
}

export async function verifyChangedPdf(change: PdfChange) {
  return verifyPdf({ pdf: await signedPdf(change), trust: trust(), at, ...change.input });
}
