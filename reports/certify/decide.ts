import type { Certificate, ConformityModule, Declared, Report, TrustedBody, TrustList } from '../../schemas/types.ts';
import { labelOf } from './label.ts';
import { termOf } from './term.ts';

/** Everything a certificate says comes from here; the same input gives the same certificate. */
export interface Decision {
  readonly report: Report;
  /** Digest of the payload bytes of the report's envelope. */
  readonly reportDigest: string;
  readonly declared: Declared;
  readonly scheme: Required<Pick<TrustList, 'scheme' | 'policy'>>;
  /** The certification body, as the scheme lists it. */
  readonly body: Pick<TrustedBody, 'name'> & { readonly address: string };
  readonly module: ConformityModule;
  readonly certificateId: string;
  readonly supportEnds: string;
  readonly reviewedBy: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
  /** Digest of the review record. */
  readonly review: string;
  /** Name of the register in which it will be entered. */
  readonly registry?: string | undefined;
  readonly replaces?: string | undefined;
}

/** The certificate that follows from a positive decision (ISO/IEC 17065:2012, 7.7.1). */
export function decide(decision: Decision): Certificate {
  const { report, declared, scheme, body, module, supportEnds } = decision;
  const { decidedAt, reviewedBy, decidedBy, review, registry, replaces } = decision;
  const { edition, level } = report.method;
  return {
    certificate: 1,
    id: decision.certificateId,
    title: `Certificate of conformity: ${report.product.model}`.slice(0, 300),
    issuedAt: decidedAt,
    ...termOf({ issuedAt: decidedAt, edition, supportEnds }, scheme.policy),
    scheme: { ...scheme.scheme },
    body: { name: body.name, address: body.address },
    holder: { ...report.customer },
    product: certifiedProduct(report),
    standard: { edition, title: report.method.title, status: report.method.status, digest: report.digests.edition },
    level,
    groups: [...groupsJudged(report)],
    module,
    report: certifiedReport(report, decision.reportDigest),
    decision: { reviewedBy, decidedBy, decidedAt, judgements: report.judgements.length, review },
    conditions: [...(scheme.policy.surveillance ?? [])],
    limitations: [...report.limitations],
    label: labelOf(declared, supportEnds),
    ...(registry === undefined ? {} : { registry }),
    ...(replaces === undefined ? {} : { replaces }),
  };
}

/** What of a report's product stands in the certificate: everything but the units, which name single toys. */
export function certifiedProduct({ product }: Report): Certificate['product'] {
  const { manufacturer, model, modelNumber, hardware, ages, placesOfSale, parts } = product;
  const certified = { manufacturer, model, modelNumber, ages, placesOfSale, parts };
  return hardware === undefined ? certified : { ...certified, hardware };
}

/** How a certificate names the report on which it rests. */
export function certifiedReport(report: Report, digest: string): Certificate['report'] {
  const { accreditation, name } = report.laboratory;
  return {
    id: report.id,
    digest,
    issuedAt: report.issuedAt,
    laboratory: name,
    ...(accreditation === undefined ? {} : { accreditation }),
    suites: report.method.suites,
    suitesDigest: report.digests.suites,
    declaration: report.digests.declaration,
    evidence: report.digests.evidence,
  };
}

/** The groups in which something was judged, sorted. */
export function groupsJudged({ judgements }: Pick<Report, 'judgements'>): readonly string[] {
  return [...new Set(judgements.map(({ requirement }) => requirement.replace(/-.*$/, '')))].sort();
}
