import { canonicalLine, digestOf } from '../../schemas/canonical-json.ts';
import type { Certificate, Report, ReportHead } from '../../schemas/types.ts';
import { certifiedProduct, certifiedReport, groupsJudged } from '../certify/decide.ts';
import { checkAccreditation } from './accreditation.ts';
import { checkCompleteness } from './completeness.ts';
import { openEnvelope } from './envelope.ts';
import { verifyRedacted, type RedactedInput } from './redacted.ts';
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
  differ(differing);
}

/** A redacted report that is the one a certificate names. */
export interface CertifiedRedaction {
  readonly report: Report;
  /** How many parts are withheld. */
  readonly withheld: number;
}

/**
 * The same for a redacted report: the laboratory signed its parts as those of the report that the certificate names, and
 * nothing that is shown says anything else than the certificate. Of what is withheld nothing is known.
 * @throws Refusal REPORT_MISMATCH, RESULT, and of the redacted report
 */
export async function checkCertifiedRedaction(
  input: RedactedInput,
  certificate: Certificate,
): Promise<CertifiedRedaction> {
  const { steps, report, head, digest, withheld } = await verifyRedacted(input);
  const failed = steps.find(({ state }) => state === 'failed');
  if (failed?.code !== undefined) refuse(failed.code, `the redacted report: ${failed.message}`);
  if (report === undefined || head === undefined) throw new Error('a redacted report that holds has a head');
  if (digest !== certificate.report.digest)
    refuse('REPORT_MISMATCH', 'the redacted report is not of the report that the certificate names');
  if (head.kind !== 'test-report') refuse('RESULT', 'a self-assessment is not certified');
  if (head.outcome !== 'conforms') refuse('RESULT', `the report says: ${head.outcome}`);
  checkHead(head, certificate);
  checkShownParts(report, withheld, certificate);
  return { report, withheld: withheld.length };
}

function checkHead(head: ReportHead, { report, product, standard, level, groups }: Certificate): void {
  const { manufacturer, model, modelNumber } = product;
  const { id, issuedAt, laboratory } = report;
  const named = {
    id,
    issuedAt,
    laboratory,
    manufacturer,
    model,
    modelNumber,
    edition: standard.edition,
    level,
    groups,
  };
  const names = Object.keys(named) as (keyof typeof named)[];
  differ(names.filter((name) => canonicalLine(named[name]) !== canonicalLine(head[name])));
}

function checkShownParts(shown: Report, withheld: readonly string[], { report, product, holder }: Certificate): void {
  const { suites, suitesDigest, declaration, evidence } = report;
  const pairs = {
    product: [certifiedProduct(shown), product],
    customer: [shown.customer, holder],
    method: [shown.method.suites, suites],
    digests: [
      [shown.digests.suites, shown.digests.declaration, shown.digests.evidence],
      [suitesDigest, declaration, evidence],
    ],
  } as const;
  const names = (Object.keys(pairs) as (keyof typeof pairs)[]).filter((name) => !withheld.includes(name));
  differ(names.filter((name) => canonicalLine(pairs[name][0]) !== canonicalLine(pairs[name][1])));
}

function differ(names: readonly string[]): void {
  if (names.length > 0)
    refuse('REPORT_MISMATCH', `the certificate says something else than its report of: ${names.join(', ')}`);
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
