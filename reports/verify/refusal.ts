import type { JsonCode } from '../../schemas/strict-json.ts';
import type { AccreditationCode } from '../accreditation/codes.ts';

/** Why something is refused. Stable; tests and other programs rely on them. */
export type RefusalCode =
  | JsonCode
  | AccreditationCode
  | 'AGGREGATION'
  | 'ALG'
  | 'B64'
  | 'BACKDATE'
  | 'CERT_ID'
  | 'CHECKPOINT'
  | 'CONSISTENCY'
  | 'COSIG'
  | 'COSIG_DUP'
  | 'COSIG_FUTURE'
  | 'DIGEST_ALG'
  | 'EVENT'
  | 'EXPIRED'
  | 'FUTURE'
  | 'HASHLEN'
  | 'INCLUSION'
  | 'INCOMPLETE'
  | 'INDEPENDENCE'
  | 'INDEX_RANGE'
  | 'JUDGEMENT_DUP'
  | 'JUDGEMENT_UNPLANNED'
  | 'KEY'
  | 'KEYID'
  | 'KEY_DUP'
  | 'KEY_WINDOW'
  | 'LAB_MISMATCH'
  | 'LAB_SUSPENDED'
  | 'LEAF_BIND'
  | 'LEAF_DIGEST'
  | 'LEAF_DUP'
  | 'LEAF_TYPE'
  | 'LEAF_UNKNOWN'
  | 'LOG_ROLLBACK'
  | 'MODULE'
  | 'NOTE'
  | 'NOTE_CTL'
  | 'NOTE_SIG'
  | 'NOTE_SIG_DUP'
  | 'NOTE_SIZE'
  | 'NOTE_UNSIGNED'
  | 'ORIGIN'
  | 'PAYLOAD_TYPE'
  | 'PDF_ACTIVE'
  | 'PDF_ATTACHMENT'
  | 'PDF_DIGEST'
  | 'PDF_FORM'
  | 'PDF_SIG'
  | 'PDF_SIGNER'
  | 'PDF_SIGS'
  | 'PDF_STAMP'
  | 'PDF_UPDATE'
  | 'PREDICATE_TYPE'
  | 'PROOF_LEN'
  | 'PROOF_MISSING'
  | 'REJUDGED_DIFFERS'
  | 'REJUDGED_EVIDENCE'
  | 'REJUDGED_SUITES'
  | 'REPORT_MISMATCH'
  | 'RESULT'
  | 'REVOKED'
  | 'ROLE'
  | 'SCHEMA'
  | 'SCHEME_VERSION'
  | 'SCOPE_GROUP'
  | 'SCOPE_LEVEL'
  | 'SIGS'
  | 'SIG_DUP'
  | 'SIG_INVALID'
  | 'SPLIT_VIEW'
  | 'STATEMENT_TYPE'
  | 'STATUS_FUTURE'
  | 'STATUS_ROLLBACK'
  | 'STATUS_SHARD'
  | 'STATUS_STALE'
  | 'STATUS_UNKNOWN'
  | 'SUBJECT'
  | 'SUBJECT_DUP'
  | 'SUBJECT_MISMATCH'
  | 'SUSPENDED'
  | 'TERM'
  | 'THRESHOLD'
  | 'TIME'
  | 'TIME_ORDER'
  | 'TLOGPROOF'
  | 'TRUST_EXPIRED'
  | 'VKEY'
  | 'WITNESS';

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
