import { createHash, X509Certificate } from 'node:crypto';
import type { Observations } from '../../../schemas/types.ts';
import { printable } from '../shared/printable.ts';
import { Malformed } from './bytes.ts';
import { publicKeyInfo, signatureAlgorithm } from './signature-algorithm.ts';

/** A certificate without its place. */
export type CertificateFacts = Omit<Observations['tls-server']['certificates'][number], 'id' | 'server' | 'position'>;

const mostNames = 1000;

/** SHA-256 in the form of the documents. */
export const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** Facts of a DER certificate; undefined where it is none. */
export function describeCertificate(der: Uint8Array): CertificateFacts | undefined {
  try {
    return describe(der, new X509Certificate(der));
  } catch (error) {
    if (error instanceof Malformed || isCryptoError(error)) return undefined;
    throw error;
  }
}

// What OpenSSL says of bytes that are no certificate; an unreadable time is a RangeError of Date.
const isCryptoError = (error: unknown): boolean =>
  error instanceof RangeError || (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_'));

function describe(der: Uint8Array, certificate: X509Certificate): CertificateFacts {
  const names = namesOf(certificate.subjectAltName);
  return {
    digest: digestOf(der),
    publicKeyDigest: digestOf(publicKeyInfo(der)),
    subject: distinguishedName(certificate.subject),
    issuer: distinguishedName(certificate.issuer),
    notBefore: timeOf(certificate.validFrom),
    notAfter: timeOf(certificate.validTo),
    names: names.slice(0, mostNames),
    ...keyOf(certificate),
    signatureAlgorithm: printable(signatureAlgorithm(der)),
    ...(names.length > mostNames ? { truncated: true } : {}),
  };
}

// Node answers undefined for an empty name, against its types.
const distinguishedName = (text: string | undefined): string => printable((text ?? '').replaceAll('\n', ', '), 2000);

const timeOf = (text: string): string => new Date(text).toISOString().replace('.000Z', 'Z');

/** DNS names and addresses bare, other kinds with their prefix. */
function namesOf(alternative: string | undefined): readonly string[] {
  const entries = (alternative ?? '').match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? [];
  return entries
    .map((entry) => entry.trim().replace(/^(DNS|IP Address):/, ''))
    .filter((name) => name !== '')
    .map((name) => printable(name, 1000));
}

const fixedBits: Readonly<Record<string, number>> = { ed25519: 256, ed448: 456 };
const curveBits: Readonly<Record<string, number>> = {
  prime256v1: 256,
  secp224r1: 224,
  secp256k1: 256,
  secp384r1: 384,
  secp521r1: 521,
};

function keyOf(certificate: X509Certificate): { readonly keyAlgorithm: string; readonly keyBits: number | null } {
  try {
    const { asymmetricKeyType: type = 'unknown', asymmetricKeyDetails: details = {} } = certificate.publicKey;
    const curve = details.namedCurve;
    const bits = details.modulusLength ?? (curve === undefined ? fixedBits[type] : bitsOfCurve(curve));
    return { keyAlgorithm: type, keyBits: bits ?? null };
  } catch {
    // A key that this OpenSSL cannot read, such as one over explicit curve parameters.
    return { keyAlgorithm: 'unknown', keyBits: null };
  }
}

const bitsOfCurve = (curve: string): number | undefined =>
  curveBits[curve] ?? (/\d{3}/.test(curve) ? Number(/\d{3}/.exec(curve)?.[0]) : undefined);

/** The curve of an elliptic-curve key, by OpenSSL's name. */
export function curveOf(der: Uint8Array): string | undefined {
  try {
    return new X509Certificate(der).publicKey.asymmetricKeyDetails?.namedCurve;
  } catch {
    return undefined;
  }
}

/** Whether a subject alternative name covers a host name or an address; the common name never does (RFC 9525, 6.3). */
export function coversName(der: Uint8Array, name: string, isAddress: boolean): boolean {
  const certificate = new X509Certificate(der);
  if (isAddress) return certificate.checkIP(name) !== undefined;
  return certificate.checkHost(name, { subject: 'never', partialWildcards: false }) !== undefined;
}
