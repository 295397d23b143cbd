import type { X509Certificate } from 'node:crypto';
import { keyIdOf } from '../../sign/public-key.ts';
import { oids } from '../../sign/pdf/cms.ts';
import { verifyCertificate, type CertificateInput, type CertificateVerification } from '../certificate.ts';
import { refuse } from '../refusal.ts';
import { obtainTrust, type TrustedKey } from '../trust.ts';
import { verify, type Verification, type VerifyInput } from '../verify.ts';
import { Walk, type Step } from '../walk.ts';
import { checkSigned, openCms, unsignedValueOf, valueOf, type OpenedCms } from './cms.ts';
import { signedRange } from './range.ts';
import { largestPdf, readAttachments, type Attached } from './read-pdf.ts';
import { checkStamp, type Stamp } from './time-stamp.ts';

/** The steps that a PDF takes before the report inside it takes its own. */
export const pdfStepNames = [
  'document',
  'pdf-signature',
  'time-stamp',
  'attachments',
  'pdf-signer',
  'certificate',
] as const;

export type PdfStepName = (typeof pdfStepNames)[number];

/** The envelope of the report, as it is called inside a PDF. */
export const envelopeName = 'report.dsse.json';

/** What else may travel in it: the certificate of the report and the proof that it is in the log. */
export const companionNames: readonly string[] = ['certificate.dsse.json', 'certificate.tlog-proof'];

export interface VerifyPdfInput
  extends Omit<VerifyInput, 'envelope'>, Pick<CertificateInput, 'online' | 'seen' | 'status'> {
  readonly pdf: Buffer;
  /** Certificates of time-stamping authorities to believe. */
  readonly stampAnchors?: readonly X509Certificate[];
}

export interface PdfVerification extends Omit<Verification, 'steps'> {
  readonly steps: readonly Step[];
  /** The files inside, where the document is what was signed. */
  readonly attachments: readonly Attached[];
  /** Of the certificate inside, where there is one that holds. */
  readonly certified?: CertificateVerification;
}

/**
 * Verifies a signed PDF of a report: that it is the document that was signed, whole and once, by the body that signed
 * the report inside it; and that report, step by step. The pages are a rendering; what counts is the report inside.
 */
export async function verifyPdf(input: VerifyPdfInput): Promise<PdfVerification> {
  const walk = new Walk(pdfStepNames);
  const found = await walk.through(() => take(input, walk));
  if (found === undefined) return { valid: false, steps: walk.steps, signers: [], attachments: [] };
  return found;
}

async function take(input: VerifyPdfInput, walk: Walk<PdfStepName>): Promise<PdfVerification> {
  const { pdf, stampAnchors = [], online, seen, status, ...rest } = input;
  if (pdf.length > largestPdf) refuse('PDF_FORM', `${pdf.length} bytes, at most ${largestPdf} are read`);
  const { content, cms: der } = signedRange(pdf);
  walk.ok(`one signature covers all ${pdf.length} bytes`);
  const cms = openCms(der, 'PDF_SIG');
  checkForm(cms);
  checkSigned(cms, content, { digest: 'PDF_DIGEST', signature: 'PDF_SIG' });
  walk.ok('the signature holds: no byte was changed since');
  const stamp = stampOf(cms, stampAnchors);
  if (stamp === undefined) walk.skip('the document bears no time-stamp');
  else
    walk.ok(`signed before ${stamp.at}, says ${stamp.authority}${stamp.known ? '' : ', whom nobody vouched for here'}`);
  const attachments = await readAttachments(pdf);
  const envelope = envelopeIn(attachments);
  walk.ok(`attached: ${attachments.map(({ name }) => name).join(', ')}`);
  const verification = await verify({ ...rest, envelope });
  if (!verification.valid) walk.skip('the report inside is not valid');
  else walk.ok(await checkSigner(input, { cms, stamp, signers: verification.signers }));
  const register = { ...(online && { online }), ...(seen && { seen }), ...(status && { status }) };
  const { trust, at } = input;
  const certified = verification.valid ? await checkCertificate({ trust, at, ...register }, attachments) : undefined;
  if (certified === undefined)
    walk.skip(verification.valid ? 'no certificate is attached' : 'the report inside is not valid');
  else walk.ok(standing(certified));
  const steps = [...walk.steps, ...verification.steps];
  return { ...verification, steps, attachments, ...(certified && { certified }) };
}

function checkForm({ contentType, content, signer }: OpenedCms): void {
  if (contentType !== oids.data || content !== undefined) refuse('PDF_SIG', 'the signature is not over the document');
  if (
    signer.digestAlgorithm.algorithmId !== oids.sha256 ||
    signer.signatureAlgorithm.algorithmId !== oids.ecdsaWithSha256
  )
    refuse('PDF_SIG', 'the signature is not ECDSA with SHA-256');
}

function stampOf(cms: OpenedCms, anchors: readonly X509Certificate[]): Stamp | undefined {
  const token = unsignedValueOf(cms, oids.timeStamp);
  if (token !== undefined) return checkStamp(Buffer.from(token.valueBeforeDecodeView), cms.signature, anchors);
  if (anchors.length > 0) refuse('PDF_STAMP', 'the document bears no time-stamp, and one is asked for');
  return undefined;
}

function envelopeIn(attachments: readonly Attached[]): Buffer {
  const names = attachments.map(({ name }) => name);
  const foreign = names.find((name) => name !== envelopeName && !companionNames.includes(name));
  if (foreign !== undefined) refuse('PDF_ATTACHMENT', `a foreign file is attached: ${foreign.slice(0, 60)}`);
  if (new Set(names).size < names.length) refuse('PDF_ATTACHMENT', 'two attachments have the same name');
  const envelope = attachments.find(({ name }) => name === envelopeName);
  if (envelope === undefined) refuse('PDF_ATTACHMENT', `the signed report, ${envelopeName}, is not attached`);
  return envelope.bytes;
}

/**
 * A certificate that is attached must be one over this very report, with its proof: nobody lends a report another's.
 * Whether it was withdrawn since, no file can say; the register is asked where that is possible.
 */
async function checkCertificate(
  input: Omit<CertificateInput, 'certificate'>,
  attachments: readonly Attached[],
): Promise<CertificateVerification | undefined> {
  const [certificate, proof] = companionNames.map((wanted) => attachments.find(({ name }) => name === wanted)?.bytes);
  if (certificate === undefined) {
    if (proof !== undefined) refuse('PDF_ATTACHMENT', 'a proof is attached without the certificate that it is about');
    return undefined;
  }
  const inHand = { certificate, report: envelopeIn(attachments), ...(proof === undefined ? {} : { proof }) };
  const verification = await verifyCertificate({ ...input, ...inHand });
  const failed = verification.steps.find(({ state }) => state === 'failed');
  if (failed?.code !== undefined) refuse(failed.code, `the attached certificate: ${failed.message}`);
  return verification;
}

function standing({ certificate, inForce }: CertificateVerification): string {
  const granted = `certificate ${certificate?.id}, granted over this report`;
  return inForce === undefined
    ? `${granted}; ask the register whether it still counts`
    : `${granted}; ${inForce.message}`;
}

interface Signed {
  readonly cms: OpenedCms;
  readonly stamp: Stamp | undefined;
  readonly signers: readonly string[];
}

// The certificate is a wrapping that PDF readers ask for; whose key it is, only the trust list says.
async function checkSigner({ trust, at }: VerifyPdfInput, { cms, stamp, signers }: Signed): Promise<string> {
  if (valueOf(cms, oids.signingCertificate) === undefined)
    refuse('PDF_SIG', 'the signature does not name its certificate (RFC 5035)');
  const keyId = keyIdOf(cms.certificate.publicKey.export({ type: 'spki', format: 'der' }));
  const key: TrustedKey | undefined = (await obtainTrust(trust, at)).keys.get(keyId);
  if (key === undefined) refuse('PDF_SIGNER', 'the PDF is signed with a key that is not on the trust list');
  if (!signers.includes(key.body.name))
    refuse('PDF_SIGNER', `the PDF is signed by ${key.body.name}, the report in it by ${signers.join(' and ')}`);
  if (stamp !== undefined && (stamp.at < key.notBefore || stamp.at > key.notAfter))
    refuse('KEY_WINDOW', `the key signs from ${key.notBefore} to ${key.notAfter}; the PDF was stamped at ${stamp.at}`);
  return `${key.body.name} signed the document and the report in it`;
}
