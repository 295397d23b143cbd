import { randomBytes, X509Certificate } from 'node:crypto';
import { BitString, Integer, Utf8String } from 'asn1js';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  ExtKeyUsage,
  Extension,
  PublicKeyInfo,
  RelativeDistinguishedNames,
} from 'pkijs';
import { UserError } from '../../../schemas/problem.ts';
import { keyIdOf } from '../public-key.ts';
import type { Signer } from '../signer.ts';
import { oids, purposesOf } from './cms.ts';

/** Whose certificate it is, and when it counts. */
export interface Holder {
  readonly name: string;
  readonly notBefore: string;
  readonly notAfter: string;
}

/**
 * A certificate (RFC 5280) that a key issues to itself, because PDF readers ask for one. It proves nothing that the
 * trust list does not; an authority may issue a better one to the same key.
 * @throws UserError KEY where the key is not P-256
 */
export async function selfCertificate(signer: Signer, { name, notBefore, notAfter }: Holder): Promise<Buffer> {
  if (signer.algorithm !== 'p256')
    throw new UserError({ code: 'KEY', where: signer.keyId, problem: 'a PDF is signed with a P-256 key' });
  const subject = new RelativeDistinguishedNames({
    typesAndValues: [new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: name }) })],
  });
  const certificate = new Certificate({
    version: 2,
    serialNumber: new Integer({ valueHex: positive(randomBytes(16)) }),
    signature: new AlgorithmIdentifier({ algorithmId: oids.ecdsaWithSha256 }),
    issuer: subject,
    subject,
    extensions: extensions(),
  });
  certificate.notBefore.value = new Date(notBefore);
  certificate.notAfter.value = new Date(notAfter);
  certificate.subjectPublicKeyInfo = PublicKeyInfo.fromBER(signer.publicKey.spki);
  certificate.signatureAlgorithm = certificate.signature;
  certificate.tbsView = new Uint8Array(certificate.encodeTBS().toBER());
  certificate.signatureValue = new BitString({ valueHex: await signer.sign(certificate.tbsView) });
  return Buffer.from(certificate.toSchema(true).toBER());
}

/**
 * The certificates in a PEM file, whose first must belong to this key and be meant for signing (RFC 5280, 4.2.1.12).
 * @throws UserError KEY
 */
export function readCertificates(pem: string, where: string, signer: Signer): readonly Buffer[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const problem = (said: string) => new UserError({ code: 'KEY', where, problem: said });
  let chain: readonly X509Certificate[];
  try {
    chain = blocks.map((block) => new X509Certificate(block));
  } catch {
    throw problem('a certificate in it cannot be read');
  }
  const [own] = chain;
  if (own === undefined) throw problem('holds no certificate in PEM');
  if (keyIdOf(own.publicKey.export({ type: 'spki', format: 'der' })) !== signer.keyId)
    throw problem('the first certificate is of another key than the one that signs');
  if (!purposesOf(own).includes(oids.emailProtection))
    throw problem('the certificate may not sign documents: the extended key usage emailProtection is missing');
  return chain.map(({ raw }) => raw);
}

export const pemOf = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;

function extensions(): Extension[] {
  const usage = new BitString({ valueHex: Uint8Array.of(0xc0), unusedBits: 6 });
  const purposes = new ExtKeyUsage({ keyPurposes: [oids.emailProtection] });
  return [
    extension('2.5.29.19', new BasicConstraints({ cA: false }).toSchema().toBER(), true),
    extension('2.5.29.15', usage.toBER(), true),
    extension('2.5.29.37', purposes.toSchema().toBER(), false),
  ];
}

function extension(extnID: string, value: ArrayBuffer, critical: boolean): Extension {
  return new Extension({ extnID, critical, extnValue: value });
}

// A serial number is positive and not zero (RFC 5280, 4.1.2.2).
function positive(bytes: Buffer): Buffer {
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}
