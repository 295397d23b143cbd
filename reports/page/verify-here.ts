import { digestOf } from '../../schemas/canonical-json.ts';
import { JsonError, parseStrictJson } from '../../schemas/strict-json.ts';
import type { TrustList } from '../../schemas/types.ts';
import { openBundle, type OpenedBundle } from '../verify/bundle.ts';
import { verifyCertificate, type CertificateInput } from '../verify/certificate.ts';
import { openEnvelope } from '../verify/envelope.ts';
import { Refusal, refuse } from '../verify/refusal.ts';
import type { Asked } from './address.ts';
import { judge, type Judged } from './standing.ts';

export interface Here {
  readonly trust: TrustList;
  /** When it is verified. */
  readonly at: string;
  /** Which certificate the address named, if any. */
  readonly asked?: Asked | undefined;
  readonly online?: CertificateInput['online'];
}

/** Verifies what somebody opened, a bundle or a certificate, and sums it up. Used by the page and, in tests, by Node. */
export async function verifyHere(bytes: Uint8Array, { asked, online, ...rest }: Here): Promise<Judged> {
  let parts: OpenedBundle;
  try {
    parts = partsOf(bytes);
    if (asked !== undefined) checkAsked(parts.certificate, asked);
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof JsonError)) throw error;
    const { code, message } = error;
    return { standing: 'not-valid', code, message, verification: { valid: false, steps: [], signers: [] } };
  }
  const verification = await verifyCertificate({ ...parts, ...rest, ...(online === undefined ? {} : { online }) });
  return judge(verification, parts.certificate);
}

function partsOf(bytes: Uint8Array): OpenedBundle {
  const value = parseStrictJson(bytes) as Record<string, unknown> | null;
  return value !== null && typeof value === 'object' && Object.hasOwn(value, 'bundle')
    ? openBundle(bytes)
    : { certificate: bytes };
}

// A register that answers with another certificate of the same number is caught here.
function checkAsked(certificate: Uint8Array, { digest }: Asked): void {
  if (digestOf(openEnvelope(certificate).payload) !== digest)
    refuse('SUBJECT_MISMATCH', 'the code on the box belongs to another certificate than the one that was found');
}
