import { canonicalLine } from '../../schemas/canonical-json.ts';
import { parseStrictJson } from '../../schemas/strict-json.ts';
import type { Certificate, RedactableReport, Report, Statement } from '../../schemas/types.ts';
import { isUtcTime, validate, type Misfit } from '../../schemas/validate.ts';
import {
  certificateType,
  certifiedSubjects,
  predicateType,
  redactableStatementOf,
  redactableType,
  statementType,
  subjectsOf,
} from '../sign/statement.ts';
import { refuse } from './refusal.ts';

/** Clocks of two machines differ; a report from less than this far ahead is not from the future. */
const skewSeconds = 300;

/** The statement and the report in it, after their form was checked. */
export interface ReadStatement {
  readonly report: Report;
  readonly subjects: Statement['subject'];
}

/**
 * Reads the very bytes whose signature was checked.
 * @throws Refusal, JsonError
 */
export function readStatement(payload: Uint8Array): ReadStatement {
  const { subject, predicate } = openStatement(payload, predicateType, 'a report');
  fits(validate('report', predicate), 'the report');
  const report = predicate as Report;
  sameSubjects(subject, subjectsOf(report), 'the report');
  return { report, subjects: subject };
}

/** A certificate and its subjects, after their form was checked. */
export interface ReadCertificate {
  readonly certificate: Certificate;
  readonly subjects: Statement['subject'];
}

/**
 * The same for a certificate.
 * @throws Refusal CERT_ID, SCHEME_VERSION and as above; JsonError
 */
export function readCertificate(payload: Uint8Array): ReadCertificate {
  const { subject, predicate } = openStatement(payload, certificateType, 'a certificate');
  const { certificate: version, id } = predicate as { certificate?: unknown; id?: unknown };
  if (version !== 1) refuse('SCHEME_VERSION', 'the certificate is of a version that this verifier does not know');
  if (typeof id !== 'string' || !/^[A-Z0-9][A-Z0-9-]{3,39}$/.test(id))
    refuse('CERT_ID', 'the number of the certificate is not made of capitals, digits and hyphens');
  fits(validate('certificate', predicate), 'the certificate');
  const certificate = predicate as Certificate;
  sameSubjects(subject, certifiedSubjects(certificate), 'the certificate');
  return { certificate, subjects: subject };
}

/** A report as salted digests, after its form was checked. */
export function readRedactable(payload: Uint8Array): RedactableReport {
  const { subject, predicate } = openStatement(payload, redactableType, 'the parts of a report');
  fits(validate('redactable', predicate), 'the statement');
  const redactable = predicate as RedactableReport;
  sameSubjects(subject, redactableStatementOf(redactable).subject, 'the statement');
  return redactable;
}

function openStatement(payload: Uint8Array, type: string, about: string) {
  const value = parseStrictJson(payload) as Partial<Record<keyof Statement, unknown>> | null;
  if (value?._type !== statementType) refuse('STATEMENT_TYPE', `the statement is not of type ${statementType}`);
  if (value.predicateType !== type)
    refuse('PREDICATE_TYPE', `the statement is not about ${about}: its predicate is not ${type}`);
  checkSubjects(value.subject);
  fits(validate('statement', value), 'the statement');
  return value as unknown as Omit<Statement, 'predicate'> & { predicate: unknown };
}

function sameSubjects(stated: Statement['subject'], named: Statement['subject'], what: string): void {
  if (canonicalLine(stated) !== canonicalLine(named))
    refuse('SUBJECT', `the subjects of the statement are not the parts that ${what} names`);
}

/** @throws Refusal TIME_ORDER, FUTURE, EXPIRED */
export function checkTimes({ performed, issuedAt, expiresAt }: Report, at: string): void {
  checkOrder(
    [performed.startedAt, performed.endedAt, issuedAt, expiresAt],
    'the report begins, ends, is issued and expires',
  );
  checkPresent({ issuedAt, expiresAt }, { what: 'the report', at });
}

/** @throws Refusal TIME_ORDER, FUTURE, EXPIRED */
export function checkCertificateTimes({ report, decision, issuedAt, expiresAt }: Certificate, at: string): void {
  checkOrder(
    [report.issuedAt, decision.decidedAt, issuedAt, expiresAt],
    'the report is issued, the decision made, the certificate granted and ended',
  );
  checkPresent({ issuedAt, expiresAt }, { what: 'the certificate', at });
}

function checkOrder(times: readonly string[], story: string): void {
  if (times.some((time, index) => index > 0 && time < (times[index - 1] ?? '')))
    refuse('TIME_ORDER', `${story} in an impossible order`);
}

/** @throws Refusal FUTURE, EXPIRED */
export function checkPresent(
  { issuedAt, expiresAt }: Pick<Report, 'issuedAt' | 'expiresAt'>,
  { what, at }: { readonly what: string; readonly at: string },
): void {
  if (Date.parse(issuedAt) > Date.parse(at) + skewSeconds * 1000)
    refuse('FUTURE', `${what} says it was issued at ${issuedAt}, which is yet to come`);
  if (expiresAt < at) refuse('EXPIRED', `${what} ceased to count at ${expiresAt}`);
}

// SHA-256 alone, in one spelling, so that two readers compare the same digests.
function checkSubjects(subjects: unknown): void {
  if (!Array.isArray(subjects) || subjects.length === 0) refuse('SUBJECT', 'the statement has no subject');
  for (const { digest } of subjects as { digest?: Record<string, unknown> }[]) {
    const { sha256, ...others } = digest ?? {};
    if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256) || Object.keys(others).length > 0)
      refuse('DIGEST_ALG', 'a subject is not named by one SHA-256 digest in lower-case hexadecimal');
  }
  const names = (subjects as { name?: unknown }[]).map(({ name }) => name);
  if (new Set(names).size < names.length) refuse('SUBJECT_DUP', 'two subjects have the same name');
}

function fits([misfit]: readonly Misfit[], what: string): void {
  if (misfit === undefined) return;
  const isTime = /At$/.test(misfit.path.at(-1) ?? '') && (misfit.keyword === 'format' || misfit.keyword === 'pattern');
  refuse(isTime ? 'TIME' : 'SCHEMA', `${what}: ${[...misfit.path, misfit.message].join(' ')}`);
}

/** @throws Refusal TIME where this is not a UTC time to the second */
export function checkTime(at: string): void {
  if (!isUtcTime(at)) refuse('TIME', `"${at.slice(0, 40)}" is not a time such as 2026-11-23T12:00:00Z`);
}
