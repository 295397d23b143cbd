import type { NumberedCase } from './envelope-cases.fixture.ts';
import type { Draft } from './verify.fixture.ts';

/** What both the tests of reports and those of certificates can change in the signed text. */
interface StatementChange {
  readonly text?: (text: string) => string | Buffer;
  readonly statement?: (statement: {
    _type: string;
    predicateType: string;
    subject: Draft<{ readonly name: string; readonly digest: { readonly sha256: string } }>[];
  }) => unknown;
}

/** Statements that nobody accepts, whatever they state (in-toto attestation, Statement v1; RFC 7493). */
export const statementCases: readonly NumberedCase<StatementChange>[] = [
  [
    'S02 another type of statement',
    'STATEMENT_TYPE',
    { statement: (s) => Object.assign(s, { _type: 'https://in-toto.io/Statement/v0.1' }) },
  ],
  [
    'S03 another type of predicate',
    'PREDICATE_TYPE',
    { statement: (s) => Object.assign(s, { predicateType: `${s.predicateType}/x` }) },
  ],
  ['S05 no subject', 'SUBJECT', { statement: (s) => (s.subject = []) }],
  [
    'S06 a subject named by SHA-1 alone',
    'DIGEST_ALG',
    { statement: (s) => s.subject.slice(0, 1).map((one) => Object.assign(one, { digest: { sha1: '0'.repeat(40) } })) },
  ],
  [
    'S07 a digest in upper case',
    'DIGEST_ALG',
    { statement: (s) => s.subject.slice(0, 1).map(({ digest }) => (digest.sha256 = digest.sha256.toUpperCase())) },
  ],
  ['S08 two subjects of one name', 'SUBJECT_DUP', { statement: (s) => s.subject.push(...s.subject.slice(0, 1)) }],
  ['S16 bytes that are not UTF-8', 'UTF8', { text: (text) => Buffer.from(text.replace('Pip', 'P\u00ef'), 'latin1') }],
  ['S17 half a surrogate pair', 'JSON_SURROGATE', { text: (text) => text.replace('Pip', '\\ud800') }],
];
