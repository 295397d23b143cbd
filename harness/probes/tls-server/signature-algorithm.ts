import { Malformed } from './bytes.ts';
import { elements, objectIdentifier, type Element } from './der.ts';

// The names that OpenSSL uses.
const names: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.2': 'md2WithRSAEncryption',
  '1.2.840.113549.1.1.3': 'md4WithRSAEncryption',
  '1.2.840.113549.1.1.4': 'md5WithRSAEncryption',
  '1.2.840.113549.1.1.5': 'sha1WithRSAEncryption',
  '1.3.14.3.2.29': 'sha1WithRSAEncryption',
  '1.2.840.113549.1.1.14': 'sha224WithRSAEncryption',
  '1.2.840.113549.1.1.11': 'sha256WithRSAEncryption',
  '1.2.840.113549.1.1.12': 'sha384WithRSAEncryption',
  '1.2.840.113549.1.1.13': 'sha512WithRSAEncryption',
  '1.2.840.10040.4.3': 'dsaWithSHA1',
  '2.16.840.1.101.3.4.3.1': 'dsa_with_SHA224',
  '2.16.840.1.101.3.4.3.2': 'dsa_with_SHA256',
  '1.2.840.10045.4.1': 'ecdsa-with-SHA1',
  '1.2.840.10045.4.3.1': 'ecdsa-with-SHA224',
  '1.2.840.10045.4.3.2': 'ecdsa-with-SHA256',
  '1.2.840.10045.4.3.3': 'ecdsa-with-SHA384',
  '1.2.840.10045.4.3.4': 'ecdsa-with-SHA512',
  '1.3.101.112': 'ed25519',
  '1.3.101.113': 'ed448',
  '2.16.840.1.101.3.4.3.17': 'mlDsa44',
  '2.16.840.1.101.3.4.3.18': 'mlDsa65',
  '2.16.840.1.101.3.4.3.19': 'mlDsa87',
};

const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'SHA1',
  '2.16.840.1.101.3.4.2.4': 'SHA224',
  '2.16.840.1.101.3.4.2.1': 'SHA256',
  '2.16.840.1.101.3.4.2.2': 'SHA384',
  '2.16.840.1.101.3.4.2.3': 'SHA512',
};

const rsassaPss = '1.2.840.113549.1.1.10';

/** The outer signature algorithm of a certificate (RFC 5280, 4.1.1.2); its dotted OID where it has no name here. */
export function signatureAlgorithm(certificate: Uint8Array): string {
  const [outer] = elements(certificate);
  const algorithm = elements(required(outer).content)[1];
  const [identifier, parameters] = elements(required(algorithm).content);
  const oid = objectIdentifier(required(identifier).content);
  return oid === rsassaPss ? `rsassaPssWith${pssHash(parameters)}` : (names[oid] ?? oid);
}

// RFC 4055, 3.1: the hash is the field tagged [0]; SHA-1 where it is left out.
function pssHash(parameters: Element | undefined): string {
  const tagged = elements(parameters?.content ?? new Uint8Array()).find(({ tag }) => tag === 0xa0);
  if (tagged === undefined) return 'SHA1';
  const [algorithm] = elements(tagged.content);
  const oid = objectIdentifier(required(elements(required(algorithm).content)[0]).content);
  return hashes[oid] ?? oid;
}

/** The SubjectPublicKeyInfo as it stands in the certificate (RFC 5280, 4.1.2.7). @throws Malformed */
export function publicKeyInfo(certificate: Uint8Array): Buffer {
  const [outer] = elements(certificate);
  const [signed] = elements(required(outer).content);
  const fields = elements(required(signed).content);
  const explicitVersion = 0xa0;
  const at = fields[0]?.tag === explicitVersion ? 6 : 5;
  return required(fields[at]).whole;
}

function required(element: Element | undefined): Element {
  if (element === undefined) throw new Malformed('a certificate with a part missing');
  return element;
}
