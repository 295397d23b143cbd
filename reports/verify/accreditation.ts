import type { Report } from '../../schemas/types.ts';
import { refuse } from './refusal.ts';
import type { TrustedKey } from './trust.ts';

/**
 * Was this signer entitled to this report on the day it was issued? Each known signer must be.
 * @throws Refusal ROLE, LAB_MISMATCH, SCOPE_LEVEL, SCOPE_GROUP, KEY_WINDOW, LAB_SUSPENDED
 */
export function checkAccreditation(report: Report, { body, notBefore, notAfter }: TrustedKey): void {
  const role = report.kind === 'self-assessment' ? 'manufacturer' : 'laboratory';
  if (body.role !== role)
    refuse('ROLE', `${body.name} is on the list as a ${body.role}; a ${kinds[report.kind]} is signed by a ${role}`);
  if (body.name !== report.laboratory.name)
    refuse('LAB_MISMATCH', `the report names ${report.laboratory.name} and was signed by ${body.name}`);
  if (!body.levels.includes(report.method.level))
    refuse('SCOPE_LEVEL', `${body.name} is not accredited for the level ${report.method.level}`);
  const outside = groupsOf(report).filter((group) => body.groups?.includes(group) === false);
  if (outside.length > 0) refuse('SCOPE_GROUP', `${body.name} is not accredited for ${outside.join(', ')}`);
  const { issuedAt } = report;
  if (issuedAt < notBefore || issuedAt > notAfter)
    refuse('KEY_WINDOW', `the key signs from ${notBefore} to ${notAfter}; the report was issued at ${issuedAt}`);
  const suspended = (body.suspensions ?? []).find(({ from, to }) => from <= issuedAt && (to ?? '9999') > issuedAt);
  if (suspended !== undefined) refuse('LAB_SUSPENDED', `${body.name} was suspended at that time: ${suspended.because}`);
}

const kinds = { 'test-report': 'test report', 'self-assessment': 'self-assessment' } as const;

/** The groups in which something was judged. */
function groupsOf({ judgements }: Report): readonly string[] {
  return [...new Set(judgements.map(({ requirement }) => requirement.replace(/-.*$/, '')))];
}
