import { canonicalLine } from '../../schemas/canonical-json.ts';
import { parseStrictJson } from '../../schemas/strict-json.ts';
import type { Report, Statement } from '../../schemas/types.ts';
import { isUtcTime, validate, type Misfit } from '../../schemas/validate.ts';
import { predicateType, statementType, subjectsOf } from '../sign/statement.ts';
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
  const value = parseStrictJson(payload) as Partial<Record<keyof Statement, unknown>> | null;
  if (value?._type !== statementType) refuse('STATEMENT_TYPE', `the statement is not of type ${statementType}`);
  if (value.predicateType !== predicateType)
    refuse('PREDICATE_TYPE', `the statement is not about a report: its predicate is not ${predicateType}`);
  checkSubjects(value.subject);
  fits(validate('statement', value), 'the statement');
  fits(validate('report', value.predicate), 'the report');
  const { subject, predicate } = value as unknown as Omit<Statement, 'predicate'> & { predicate: Report };
  if (canonicalLine(subject) !== canonicalLine(subjectsOf(predicate)))
    refuse('SUBJECT', 'the subjects of the statement are not the parts that the report names');
  return { report: predicate, subjects: subject };
}

/** @throws Refusal TIME_ORDER, FUTURE, EXPIRED */
export function checkTimes({ performed, issuedAt, expiresAt }: Report, at: string): void {
  const inOrder = [performed.startedAt, performed.endedAt, issuedAt, expiresAt];
  if (inOrder.some((time, index) => index > 0 && time < (inOrder[index - 1] ?? '')))
    refuse('TIME_ORDER', 'the report begins, ends, is issued and expires in an impossible order');
  if (Date.parse(issuedAt) > Date.parse(at) + skewSeconds * 1000)
    refuse('FUTURE', `the report says it was issued at ${issuedAt}, which is yet to come`);
  if (expiresAt < at) refuse('EXPIRED', `the report ceased to count at ${expiresAt}`);
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
