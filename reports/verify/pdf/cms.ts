import { hash, verify, X509Certificate } from 'node:crypto';
import { type BaseBlock, Constructed, ObjectIdentifier, OctetString, Sequence, fromBER } from 'asn1js';
import { ContentInfo, IssuerAndSerialNumber, SignedData, type Attribute, type SignerInfo } from 'pkijs';
import { oids } from '../../sign/pdf/cms.ts';
import { refuse, type RefusalCode } from '../refusal.ts';

/** A CMS signature by one signer whose form was read; nothing in it is believed yet. */
export interface OpenedCms {
  readonly contentType: string;
  /** What was signed, where it travels inside. */
  readonly content: Buffer | undefined;
  readonly certificates: readonly X509Certificate[];
  /** The one that the signer names. */
  readonly certificate: X509Certificate;
  readonly signature: Buffer;
  readonly signer: SignerInfo;
}

/** Digests that may stand in a signature. */
const digests: Readonly<Record<string, string>> = {
  [oids.sha256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/**
 * Reads a CMS SignedData (RFC 5652) with exactly one signer. The certificate is the one that issuer, serial number and,
 * where present, ESSCertIDv2 (RFC 5035) name.
 * @param code what is wrong is refused with it
 * @throws Refusal
 */
export function openCms(der: Buffer, code: RefusalCode): OpenedCms {
  const { data, certificates } = parse(der, code);
  const [signer, ...more] = data.signerInfos;
  if (signer === undefined || more.length > 0)
    refuse(code, `${data.signerInfos.length} signers; exactly one is expected`);
  const certificate = certificates.find((one) => isNamed(one, signer));
  if (certificate === undefined) refuse(code, 'the certificate of the signer is not in the signature');
  const { eContentType, eContent } = data.encapContentInfo;
  return {
    contentType: eContentType,
    content: eContent === undefined ? undefined : Buffer.from(eContent.getValue()),
    certificates,
    certificate,
    signature: Buffer.from(signer.signature.valueBlock.valueHexView),
    signer,
  };
}

/**
 * Whether these bytes were signed: their digest and type are signed attributes, and the signature over these holds.
 * @param codes for another digest, and for a signature that does not hold
 * @throws Refusal
 */
export function checkSigned(
  cms: OpenedCms,
  content: Uint8Array,
  codes: { digest: RefusalCode; signature: RefusalCode },
): void {
  const { signer, certificate, signature } = cms;
  const digest = digests[signer.digestAlgorithm.algorithmId];
  if (digest === undefined) refuse(codes.signature, 'the signature uses a digest that is not of the SHA-2 family');
  const type = valueOf(cms, oids.contentType);
  if (!(type instanceof ObjectIdentifier) || type.getValue() !== cms.contentType)
    refuse(codes.signature, 'the signed content type is not that of the content');
  const signed = valueOf(cms, oids.messageDigest);
  if (!(signed instanceof OctetString) || !Buffer.from(signed.getValue()).equals(hash(digest, content, 'buffer')))
    refuse(codes.digest, 'the content is not what was signed: it was changed');
  checkEss(cms, codes.signature);
  // The set itself is signed, which pkijs keeps as it arrived (RFC 5652, 5.4).
  const attributes = Buffer.from(signer.signedAttrs?.encodedValue ?? new ArrayBuffer(0));
  if (!holds(digest, attributes, { certificate, signature })) refuse(codes.signature, 'the signature does not hold');
}

/** The one value of a signed attribute. */
export function valueOf({ signer }: OpenedCms, type: string): BaseBlock | undefined {
  return only(signer.signedAttrs?.attributes ?? [], type);
}

/** The one value of an attribute that nobody signed. */
export function unsignedValueOf({ signer }: OpenedCms, type: string): BaseBlock | undefined {
  return only(signer.unsignedAttrs?.attributes ?? [], type);
}

function only(attributes: readonly Attribute[], type: string): BaseBlock | undefined {
  const values = attributes.filter((one) => one.type === type).flatMap((one) => one.values as BaseBlock[]);
  return values.length === 1 ? values[0] : undefined;
}

function holds(digest: string, bytes: Buffer, by: { certificate: X509Certificate; signature: Buffer }): boolean {
  try {
    return verify(digest, bytes, by.certificate.publicKey, by.signature);
  } catch {
    return false;
  }
}

// The certificate itself is signed, so that no other of the same key can be put in its place (RFC 5035, 5.4). Its digest
// stands alone where it is SHA-256, else after the name of another.
function checkEss(cms: OpenedCms, code: RefusalCode): void {
  const value = valueOf(cms, oids.signingCertificate);
  if (value === undefined) return;
  const first = child(child(value, 0), 0);
  const named = child(first, 0);
  const own = hash('sha256', cms.certificate.raw, 'buffer');
  if (named instanceof OctetString && !Buffer.from(named.getValue()).equals(own))
    refuse(code, 'the signature names another certificate than the one it carries');
}

const child = (block: BaseBlock | undefined, index: number): BaseBlock | undefined =>
  block instanceof Constructed || block instanceof Sequence ? block.valueBlock.value.at(index) : undefined;

function isNamed({ raw }: X509Certificate, { sid }: SignerInfo): boolean {
  if (!(sid instanceof IssuerAndSerialNumber)) return false;
  const tbs = child(fromBER(raw).result, 0);
  const at = child(tbs, 0)?.idBlock.tagClass === 3 ? 1 : 0;
  const [serial, issuer] = [child(tbs, at), child(tbs, at + 2)];
  return same(serial, sid.serialNumber) && same(issuer, sid.issuer.toSchema());
}

const same = (a: BaseBlock | undefined, b: BaseBlock): boolean =>
  a !== undefined && Buffer.from(a.toBER()).equals(Buffer.from(b.toBER()));

function parse(der: Buffer, code: RefusalCode): { data: SignedData; certificates: readonly X509Certificate[] } {
  try {
    const info = ContentInfo.fromBER(new Uint8Array(der));
    const data = new SignedData({ schema: info.content });
    const block = (info.content as Sequence).valueBlock.value.find(
      ({ idBlock }) => idBlock.tagClass === 3 && idBlock.tagNumber === 0,
    );
    const blocks = block instanceof Constructed ? block.valueBlock.value : [];
    return { data, certificates: blocks.map((one) => new X509Certificate(Buffer.from(one.valueBeforeDecodeView))) };
  } catch {
    return refuse(code, 'the signature is no CMS signed data (RFC 5652)');
  }
}
