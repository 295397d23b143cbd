import { hash } from 'node:crypto';
import { Null, ObjectIdentifier, OctetString, Sequence, Set as Asn1Set, fromBER } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import type { Signer } from '../signer.ts';

/** Names of the things in a signature (RFC 5652, RFC 5035, RFC 3161, RFC 5754, RFC 5758). */
export const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.47',
  timeStamp: '1.2.840.113549.1.9.16.2.14',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
} as const;

/** Gets an RFC 3161 token over a SHA-256 digest: the DER of its ContentInfo. */
export type TimeStamper = (digest: Buffer) => Promise<Buffer>;

export interface CmsInput {
  /** The P-256 key. */
  readonly signer: Signer;
  /** DER; the first is of the signer, the others lead to an authority. */
  readonly certificates: readonly Buffer[];
  readonly timeStamp?: TimeStamper | undefined;
}

/**
 * A detached CMS signature at the level PAdES B-T (ETSI EN 319 142-1, 6.3), or B-B without a time-stamp: content type,
 * message digest and signing certificate are signed; the time is that of the stamp, never a claim of the signer.
 */
export async function signDetached(
  content: Uint8Array,
  { signer, certificates, timeStamp }: CmsInput,
): Promise<Buffer> {
  const [own] = certificates;
  if (own === undefined) throw new Error('a signature needs the certificate of its signer');
  const certificate = Certificate.fromBER(own);
  const signedAttrs = signedAttributes(content, own);
  // RFC 5652, 5.4: what is signed is the set itself, not its implicit tag.
  const signature = await signer.sign(new Uint8Array(new Asn1Set({ value: signedAttrs.map(schemaOf) }).toBER()));
  const token = timeStamp === undefined ? undefined : await timeStamp(hash('sha256', signature, 'buffer'));
  const signerInfo = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm: new AlgorithmIdentifier({ algorithmId: oids.sha256, algorithmParams: new Null() }),
    signatureAlgorithm: new AlgorithmIdentifier({ algorithmId: oids.ecdsaWithSha256 }),
    signature: new OctetString({ valueHex: new Uint8Array(signature) }),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: signedAttrs }),
    ...(token === undefined ? {} : { unsignedAttrs: stamped(token) }),
  });
  const signedData = new SignedData({
    version: 1,
    digestAlgorithms: [signerInfo.digestAlgorithm],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: oids.data }),
    certificates: certificates.map((der) => Certificate.fromBER(der)),
    signerInfos: [signerInfo],
  });
  const info = new ContentInfo({ contentType: oids.signedData, content: signedData.toSchema(true) });
  return Buffer.from(info.toSchema().toBER());
}

function signedAttributes(content: Uint8Array, certificate: Buffer): Attribute[] {
  const digest = new OctetString({ valueHex: hash('sha256', content, 'buffer') });
  return derSorted([
    new Attribute({ type: oids.contentType, values: [new ObjectIdentifier({ value: oids.data })] }),
    new Attribute({ type: oids.messageDigest, values: [digest] }),
    new Attribute({ type: oids.signingCertificate, values: [signingCertificate(certificate)] }),
  ]);
}

/** ESSCertIDv2 with the default SHA-256 (RFC 5035, 4), so that no other certificate of the same key can be put in. */
function signingCertificate(der: Buffer): Sequence {
  const id = new Sequence({ value: [new OctetString({ valueHex: hash('sha256', der, 'buffer') })] });
  return new Sequence({ value: [new Sequence({ value: [id] })] });
}

// DER orders a set by its encodings (X.690, 11.6).
function derSorted(attributes: Attribute[]): Attribute[] {
  const encoded = (attribute: Attribute) => Buffer.from(schemaOf(attribute).toBER());
  return attributes.sort((a, b) => Buffer.compare(encoded(a), encoded(b)));
}

const schemaOf = (attribute: Attribute) => attribute.toSchema();

function stamped(token: Buffer): SignedAndUnsignedAttributes {
  const { result } = fromBER(token);
  return new SignedAndUnsignedAttributes({
    type: 1,
    attributes: [new Attribute({ type: oids.timeStamp, values: [result] })],
  });
}

/** What a certificate is meant for: its extended key usage (RFC 5280, 4.2.1.12). Node's types forget that it may be absent. */
export function purposesOf(certificate: { readonly keyUsage?: readonly string[] }): readonly string[] {
  return certificate.keyUsage ?? [];
}
