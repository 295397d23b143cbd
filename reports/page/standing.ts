import type { Certificate } from '../../schemas/types.ts';
import { openEnvelope } from '../verify/envelope.ts';
import type { CertificateStep, CertificateVerification } from '../verify/certificate.ts';
import type { RefusalCode } from '../verify/refusal.ts';
import { readCertificate } from '../verify/statement.ts';

/** What a certificate is worth today, for somebody who will not read the steps. */
export type Standing =
  | 'in-force'
  /** Everything holds, and no fresh list says whether it was withdrawn since. */
  | 'status-unknown'
  | 'withdrawn'
  | 'suspended'
  | 'expired'
  /** The trust list of the page has ended: nothing is known of the certificate. */
  | 'page-too-old'
  /** Something about it does not hold: nothing in it counts. */
  | 'not-valid';

/** A certificate, what it is worth, and whether its words may be shown: only where the body's signature holds. */
export interface Judged {
  readonly standing: Standing;
  readonly code?: RefusalCode;
  readonly message?: string;
  readonly certificate?: Certificate;
  readonly verification: CertificateVerification;
}

const told: Partial<Record<RefusalCode, Standing>> = {
  REVOKED: 'withdrawn',
  SUSPENDED: 'suspended',
  EXPIRED: 'expired',
  STATUS_STALE: 'status-unknown',
  TRUST_EXPIRED: 'page-too-old',
};

/** Steps that must hold before a word of a certificate is shown that some later step refuses. */
const authentic: readonly CertificateStep[] = ['trust', 'envelope', 'signature'];

/** Sums a verification up; `envelope` is the certificate that was verified. */
export function judge(verification: CertificateVerification, envelope: Uint8Array): Judged {
  const { valid, inForce, certificate, steps } = verification;
  if (valid && certificate !== undefined)
    return { standing: inForce === undefined ? 'status-unknown' : 'in-force', certificate, verification };
  const failed = steps.find(({ state }) => state === 'failed');
  const standing = failed?.code === undefined ? undefined : told[failed.code];
  const said = failed?.code === undefined ? {} : { code: failed.code, message: failed.message };
  if (standing === 'page-too-old') return { standing, ...said, verification };
  const holds = steps.every(({ name, state }) => !authentic.includes(name) || state === 'ok');
  if (standing === undefined || !holds) return { standing: 'not-valid', ...said, verification };
  return { standing, ...said, certificate: readCertificate(openEnvelope(envelope).payload).certificate, verification };
}
