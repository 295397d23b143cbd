import { canonicalLine, digestOf } from '../../schemas/canonical-json.ts';
import type { Certificate, Report } from '../../schemas/types.ts';
import { certifiedProduct, certifiedReport, groupsJudged } from '../certify/decide.ts';
import { checkAccreditation } from './accreditation.ts';
import { checkCompleteness } from './completeness.ts';
import { openEnvelope } from './envelope.ts';
import { refuse } from './refusal.ts';
import { checkSignatures } from './signature.ts';
import { readStatement } from './statement.ts';
import type { Trust } from './trust.ts';

/**
 * The report on which a certificate rests: the one it names, signed by somebody who was entitled to it, whole, with a
 * result that can be certified, and saying what the certificate says.
 * @throws Refusal REPORT_MISMATCH, RESULT, INDEPENDENCE, and of the report
 */
export function checkCertifiedReport(bytes: Uint8Array, certificate: Certificate, trust: Trust): Report {
  const envelope = openEnvelope(bytes);
  const digest = digestOf(envelope.payload);
  if (digest !== certificate.report.digest)
    refuse('REPORT_MISMATCH', 'this is not the report that the certificate names');
  const signers = checkSignatures(envelope, trust);
  const { report } = readStatement(envelope.payload);
  for (const signer of signers) checkAccreditation(report, signer);
  checkCompleteness(report);
  if (report.kind !== 'test-report') refuse('RESULT', 'a self-assessment is not certified');
  if (report.outcome !== 'conforms') refuse('RESULT', `the report says: ${report.outcome}`);
  checkSame(report, certificate, digest);
  return report;
}

function checkSame(report: Report, certificate: Certificate, digest: string): void {
  const { edition, title, status, level } = report.method;
  const stated = {
    report: certifiedReport(report, digest),
    product: certifiedProduct(report),
    holder: report.customer,
    standard: { edition, title, status, digest: report.digests.edition },
    level,
    groups: groupsJudged(report),
  };
  const names = Object.keys(stated) as (keyof typeof stated)[];
  const differing = names.filter((name) => canonicalLine(stated[name]) !== canonicalLine(certificate[name]));
  if (differing.length > 0)
    refuse('REPORT_MISMATCH', `the certificate says something else than its report of: ${differing.join(', ')}`);
}

/**
 * Who tests does not certify (ISO/IEC 17065:2012, 4.2).
 * @throws Refusal INDEPENDENCE
 */
export function checkIndependence({ body, report, holder, product }: Certificate): void {
  const others = [report.laboratory, holder.name, product.manufacturer];
  if (others.includes(body.name))
    refuse('INDEPENDENCE', `${body.name} certifies what it tested or makes itself; nobody does both`);
}
