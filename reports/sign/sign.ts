import { canonicalJson } from '../../schemas/canonical-json.ts';
import type { Certificate, Envelope, Report } from '../../schemas/types.ts';
import { pae, payloadType, type PayloadType } from './pae.ts';
import type { Signer } from './signer.ts';
import { certificateStatementOf, statementOf } from './statement.ts';

/** A DSSE envelope around the statement of a report, signed by each of the signers over the same bytes. */
export function signReport(report: Report, signers: readonly Signer[]): Promise<Envelope> {
  return seal(Buffer.from(canonicalJson(statementOf(report))), signers);
}

/** The same around the statement of a certificate. */
export function signCertificate(certificate: Certificate, signers: readonly Signer[]): Promise<Envelope> {
  return seal(Buffer.from(canonicalJson(certificateStatementOf(certificate))), signers);
}

/** The same for bytes that are kept as they are: nothing is parsed or made canonical. */
export async function seal(
  payload: Uint8Array,
  signers: readonly Signer[],
  type: PayloadType = payloadType,
): Promise<Envelope> {
  const signed = pae(type, payload);
  const signatures = await Promise.all(
    signers.map(async (signer) => ({ keyid: signer.keyId, sig: (await signer.sign(signed)).toString('base64') })),
  );
  return { payloadType: type, payload: Buffer.from(payload).toString('base64'), signatures };
}
