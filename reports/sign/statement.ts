import type { Certificate, RedactableReport, Report, Statement } from '../../schemas/types.ts';

/** in-toto Statement, version 1. */
export const statementType = 'https://in-toto.io/Statement/v1';

/** The kind of statement that carries a report. */
export const predicateType = 'https://toymark.example/predicates/test-report/v1';

/** The kind of statement that carries a certificate. */
export const certificateType = 'https://toymark.example/predicates/certificate/v1';

/** The kind of statement that carries the salted digests of a report's parts. */
export const redactableType = 'https://toymark.example/predicates/redactable-report/v1';

/**
 * The subjects of a report: every part whose bytes are known, and the declaration. A part without bytes, such as a web
 * site, has no digest that would mean something; the report names its address and version instead.
 */
export function subjectsOf({ product, digests }: Report): Statement['subject'] {
  return [...partsOf(product), subject('declaration', digests.declaration)];
}

/** The subjects of a certificate: the report it rests on, and what the report is about. */
export function certifiedSubjects({ product, report }: Certificate): Statement['subject'] {
  return [subject('report', report.digest), ...partsOf(product), subject('declaration', report.declaration)];
}

/** The statement that a laboratory signs. */
export function statementOf(report: Report): Statement {
  return { _type: statementType, subject: subjectsOf(report), predicateType, predicate: { ...report } };
}

/** The statement that a certification body signs. */
export function certificateStatementOf(certificate: Certificate): Statement {
  const subjects = certifiedSubjects(certificate);
  return { _type: statementType, subject: subjects, predicateType: certificateType, predicate: { ...certificate } };
}

/** The statement that a laboratory signs so that parts of its report can be shown alone. */
export function redactableStatementOf(redactable: RedactableReport): Statement {
  const subjects = [subject('report', redactable.report)];
  return { _type: statementType, subject: subjects, predicateType: redactableType, predicate: { ...redactable } };
}

const partsOf = ({ parts }: { readonly parts: Report['product']['parts'] }) =>
  parts.flatMap(({ id, sha256 }) => (sha256 === undefined ? [] : [subject(`part/${id}`, sha256)]));

const subject = (name: string, digest: string) => ({ name, digest: { sha256: digest.replace('sha256:', '') } });
