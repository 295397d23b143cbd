import type { Certificate, Level, Report, Role } from '../../schemas/types.ts';
import { groupsJudged } from '../certify/decide.ts';
import { refuse } from './refusal.ts';
import type { TrustedKey } from './trust.ts';

/** What somebody signed, as far as the right to sign it depends on it. */
interface Claimed {
  readonly what: string;
  readonly role: Role;
  /** The name of the signer that the document states. */
  readonly name: string;
  readonly level: Level;
  readonly groups: readonly string[];
  readonly issuedAt: string;
}

/** What of a report decides who may sign it. */
export type Entitling = Pick<Report, 'kind' | 'issuedAt'> & {
  readonly laboratory: string;
  readonly level: Level;
  readonly groups: readonly string[];
};

/**
 * Was this signer entitled to this report on the day it was issued? Each known signer must be.
 * @throws Refusal ROLE, LAB_MISMATCH, SCOPE_LEVEL, SCOPE_GROUP, KEY_WINDOW, LAB_SUSPENDED
 */
export function checkAccreditation(report: Report, signer: TrustedKey): void {
  const { kind, issuedAt, laboratory, method } = report;
  const entitling = { laboratory: laboratory.name, level: method.level, groups: groupsJudged(report) };
  checkExaminer({ kind, issuedAt, ...entitling }, signer);
}

/** The same where only the head of a report is at hand. */
export function checkExaminer({ kind, laboratory, ...claimed }: Entitling, signer: TrustedKey): void {
  const own = kind === 'self-assessment';
  const what = own ? 'self-assessment' : 'test report';
  checkEntitled({ what, role: own ? 'manufacturer' : 'laboratory', name: laboratory, ...claimed }, signer);
}

/** The same for a certificate and the body that signed it. */
export function checkCertifier({ body, level, groups, issuedAt }: Certificate, signer: TrustedKey): void {
  const claimed = { what: 'certificate', role: 'certification-body', name: body.name } as const;
  checkEntitled({ ...claimed, level, groups, issuedAt }, signer);
}

function checkEntitled(claimed: Claimed, { body, notBefore, notAfter }: TrustedKey): void {
  const { what, role, name, level, groups, issuedAt } = claimed;
  if (body.role !== role)
    refuse('ROLE', `${body.name} is on the list as a ${body.role}; a ${what} is signed by a ${role}`);
  if (body.name !== name) refuse('LAB_MISMATCH', `the ${what} names ${name} and was signed by ${body.name}`);
  if (!body.levels.includes(level)) refuse('SCOPE_LEVEL', `${body.name} is not accredited for the level ${level}`);
  const outside = groups.filter((group) => body.groups?.includes(group) === false);
  if (outside.length > 0) refuse('SCOPE_GROUP', `${body.name} is not accredited for ${outside.join(', ')}`);
  if (issuedAt < notBefore || issuedAt > notAfter)
    refuse('KEY_WINDOW', `the key signs from ${notBefore} to ${notAfter}; the ${what} was issued at ${issuedAt}`);
  const suspended = (body.suspensions ?? []).find(({ from, to }) => from <= issuedAt && (to ?? '9999') > issuedAt);
  if (suspended !== undefined) refuse('LAB_SUSPENDED', `${body.name} was suspended at that time: ${suspended.because}`);
}
