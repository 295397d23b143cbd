import { hash, type X509Certificate } from 'node:crypto';
import { TSTInfo } from 'pkijs';
import { oids, purposesOf } from '../../sign/pdf/cms.ts';
import { refuse } from '../refusal.ts';
import { checkSigned, openCms, type OpenedCms } from './cms.ts';

/** A time at which a signature existed, and who says so. */
export interface Stamp {
  /** As 2026-11-23T12:00:00Z. */
  readonly at: string;
  /** The authority, as its certificate names it. */
  readonly authority: string;
  /** Whether its certificate leads to an authority that the verifier named. */
  readonly known: boolean;
}

/**
 * Checks an RFC 3161 token over a signature.
 * @param anchors certificates of authorities to believe; without any, who stamped stays unknown
 * @throws Refusal PDF_STAMP
 */
export function checkStamp(token: Buffer, signature: Buffer, anchors: readonly X509Certificate[]): Stamp {
  const cms = openCms(token, 'PDF_STAMP');
  const { content, contentType, certificate } = cms;
  if (content === undefined || contentType !== oids.timeStampInfo)
    refuse('PDF_STAMP', 'the time-stamp is no token of RFC 3161');
  checkSigned(cms, content, { digest: 'PDF_STAMP', signature: 'PDF_STAMP' });
  const { messageImprint, genTime } = read(content);
  const stamped = Buffer.from(messageImprint.hashedMessage.getValue());
  if (messageImprint.hashAlgorithm.algorithmId !== oids.sha256 || !stamped.equals(hash('sha256', signature, 'buffer')))
    refuse('PDF_STAMP', 'the time-stamp is of another signature');
  if (!purposesOf(certificate).includes(oids.timeStamping))
    refuse('PDF_STAMP', 'the certificate of the time-stamp is not meant for time-stamps');
  const at = genTime.toISOString().replace(/\.\d+Z$/, 'Z');
  if (!countsAt(certificate, genTime)) refuse('PDF_STAMP', `the certificate of the time-stamp did not count at ${at}`);
  if (anchors.length > 0 && !leadsTo(cms, anchors, genTime))
    refuse('PDF_STAMP', 'the time-stamp is by an authority that was not named as one to believe');
  return { at, authority: nameOf(certificate), known: anchors.length > 0 };
}

/** The common name, else the whole subject on one line. */
export function nameOf({ subject }: X509Certificate): string {
  return /^CN=(.+)$/m.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ');
}

function read(content: Buffer): TSTInfo {
  try {
    return TSTInfo.fromBER(new Uint8Array(content));
  } catch {
    return refuse('PDF_STAMP', 'the time-stamp cannot be read');
  }
}

const longestChain = 6;

function leadsTo({ certificate, certificates }: OpenedCms, anchors: readonly X509Certificate[], at: Date): boolean {
  let current = certificate;
  for (let step = 0; step < longestChain; step++) {
    const held = current;
    if (anchors.some((anchor) => anchor.raw.equals(held.raw) || issued(anchor, held))) return true;
    const next = certificates.find(
      (one) => one.ca && !one.raw.equals(held.raw) && issued(one, held) && countsAt(one, at),
    );
    if (next === undefined) return false;
    current = next;
  }
  return false;
}

const issued = (issuer: X509Certificate, one: X509Certificate) =>
  one.checkIssued(issuer) && one.verify(issuer.publicKey);

const countsAt = ({ validFrom, validTo }: X509Certificate, at: Date) =>
  Date.parse(validFrom) <= at.getTime() && at.getTime() <= Date.parse(validTo);
