import type { Certificate, SchemePolicy } from '../../schemas/types.ts';
import { daysLater, termOf } from '../certify/term.ts';
import { refuse } from './refusal.ts';

/**
 * Does the certificate keep the rules of its scheme? A certificate may end earlier than it had to, never later.
 * @throws Refusal TERM, MODULE
 */
export function checkSchemeRules(certificate: Certificate, policy: SchemePolicy): void {
  const { issuedAt, expiresAt, standard, label, module, report } = certificate;
  const latest = termOf({ issuedAt, edition: standard.edition, supportEnds: label.supportEnds }, policy);
  if (expiresAt > latest.expiresAt)
    refuse('TERM', `the certificate says it ends at ${expiresAt}; by its scheme it ends at ${latest.expiresAt}`);
  if (!policy.modules.includes(module)) refuse('MODULE', `the scheme knows no certificates of module ${module}`);
  if (daysLater(report.issuedAt, policy.reportDays) < issuedAt)
    refuse('TERM', `the report was older than ${policy.reportDays} days when the certificate was granted`);
}
