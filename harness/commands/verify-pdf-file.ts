import { X509Certificate } from 'node:crypto';
import { verifyPdf, type PdfVerification } from '../../reports/verify/pdf/verify-pdf.ts';
import type { Report } from '../../schemas/types.ts';
import { readBounded } from '../../schemas/read-bounded.ts';
import { UserError } from '../../schemas/problem.ts';
import type { RegisterOptions } from './register-from.ts';
import { registerWays } from './verify-certificate.ts';
import { bytesOf, filesInHand, timeOf, type VerifyOptions } from './verify-report.ts';

export interface PdfFileOptions extends VerifyOptions, RegisterOptions {
  /** Certificates in PEM of time-stamping authorities to believe. */
  readonly stampAuthority?: string | undefined;
  /** Status list of the register, for a certificate inside. */
  readonly status?: string | undefined;
}

/** @throws UserError for files that cannot be read and a trust list that does not fit */
export async function verifyPdfFile(file: string, options: PdfFileOptions): Promise<PdfVerification> {
  const run = options.rejudge;
  const rejudge = async (report: Report) => (await import('./rejudge.ts')).rejudge(report, run ?? '');
  const { remember, ...register } = registerWays(options);
  const verification = await verifyPdf({
    pdf: bytesOf(file),
    ...register,
    at: timeOf(options),
    files: await filesInHand(options),
    stampAnchors: anchorsIn(options.stampAuthority),
    ...(run === undefined ? {} : { rejudge }),
  });
  if (verification.certified !== undefined) remember(verification.certified);
  return verification;
}

function anchorsIn(file: string | undefined): readonly X509Certificate[] {
  if (file === undefined) return [];
  try {
    const pem = readBounded(file, 256 * 1024);
    const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    if (blocks.length > 0) return blocks.map((block) => new X509Certificate(block));
  } catch (error) {
    if (error instanceof UserError) throw error;
  }
  throw new UserError({ code: 'KEY', where: file, problem: 'holds no certificates in PEM' });
}
