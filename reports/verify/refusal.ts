import type { JsonCode } from '../../schemas/strict-json.ts';

/** Why something is refused. Stable; tests and other programs rely on them. */
export type RefusalCode =
  | JsonCode
  | 'AGGREGATION'
  | 'ALG'
  | 'B64'
  | 'DIGEST_ALG'
  | 'EXPIRED'
  | 'FUTURE'
  | 'INCOMPLETE'
  | 'JUDGEMENT_DUP'
  | 'JUDGEMENT_UNPLANNED'
  | 'KEY'
  | 'KEYID'
  | 'KEY_DUP'
  | 'KEY_WINDOW'
  | 'LAB_MISMATCH'
  | 'LAB_SUSPENDED'
  | 'PAYLOAD_TYPE'
  | 'PREDICATE_TYPE'
  | 'REJUDGED_DIFFERS'
  | 'REJUDGED_EVIDENCE'
  | 'REJUDGED_SUITES'
  | 'ROLE'
  | 'SCHEMA'
  | 'SCHEME_VERSION'
  | 'SCOPE_GROUP'
  | 'SCOPE_LEVEL'
  | 'SIGS'
  | 'SIG_DUP'
  | 'SIG_INVALID'
  | 'STATEMENT_TYPE'
  | 'SUBJECT'
  | 'SUBJECT_DUP'
  | 'SUBJECT_MISMATCH'
  | 'THRESHOLD'
  | 'TIME'
  | 'TIME_ORDER'
  | 'TRUST_EXPIRED';

/** Something that is not valid, and why. Never a fault of ours. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Ends the verification. */
export function refuse(code: RefusalCode, message: string): never {
  throw new Refusal(code, message);
}
