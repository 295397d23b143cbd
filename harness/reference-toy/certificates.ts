import { createHash, createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import * as der from './der.ts';

/** A key with the certificate for it. */
export interface Identity {
  readonly name: string;
  readonly key: KeyObject;
  /** PEM. */
  readonly certificate: string;
}

export interface Issuing {
  readonly name: string;
  /** DNS names and IP addresses for which it holds. */
  readonly names: readonly string[];
  /** The authority that signs; the certificate signs itself where absent, and may then sign others unless said otherwise. */
  readonly issuer?: Identity;
  /** Whether it may sign others. */
  readonly authority?: boolean;
  readonly key?: KeyObject;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

const day = 86_400_000;
const ecdsaWithSha256 = () => der.sequence(der.oid('1.2.840.10045.4.3.2'));

/** A fresh P-256 key. */
export const freshKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

/** Issues an X.509 certificate (RFC 5280), signed with ECDSA and SHA-256. */
export function issue(issuing: Issuing): Identity {
  const { name, issuer, key = freshKey() } = issuing;
  const signer = issuer ?? { name, key };
  const notBefore = issuing.notBefore ?? new Date(Date.now() - day);
  const notAfter = issuing.notAfter ?? new Date(notBefore.getTime() + 365 * day);
  const body = der.sequence(
    der.explicit(0, der.integer(2n)),
    der.integer(BigInt(`0x01${randomBytes(15).toString('hex')}`)),
    ecdsaWithSha256(),
    distinguishedName(signer.name),
    der.sequence(der.time(notBefore), der.time(notAfter)),
    distinguishedName(name),
    publicKeyOf(key),
    der.explicit(3, der.sequence(...extensions(issuing, key, signer.key))),
  );
  const signature = sign('sha256', body, signer.key);
  const certificate = der.sequence(body, ecdsaWithSha256(), der.bits(signature));
  return { name, key, certificate: pem(certificate) };
}

/** PKCS #8 in PEM. */
export const keyPem = ({ key }: Pick<Identity, 'key'>): string =>
  key.export({ type: 'pkcs8', format: 'pem' }).toString();

function extensions(
  { names, issuer, authority = issuer === undefined }: Issuing,
  key: KeyObject,
  signer: KeyObject,
): readonly Buffer[] {
  const usage = authority ? der.bits(Buffer.of(0b0000_0110), 1) : der.bits(Buffer.of(0b1000_0000), 7);
  const identifiers = [
    extension('2.5.29.14', der.octets(keyIdentifier(key))),
    extension('2.5.29.35', der.sequence(der.implicit(0, keyIdentifier(signer)))),
  ];
  if (authority) return [critical('2.5.29.19', der.sequence(der.yes())), critical('2.5.29.15', usage), ...identifiers];
  return [
    critical('2.5.29.19', der.sequence()),
    critical('2.5.29.15', usage),
    extension('2.5.29.37', der.sequence(der.oid('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', der.sequence(...names.map(alternativeName))),
    ...identifiers,
  ];
}

const extension = (id: string, content: Buffer) => der.sequence(der.oid(id), der.octets(content));
const critical = (id: string, content: Buffer) => der.sequence(der.oid(id), der.yes(), der.octets(content));

const alternativeName = (name: string) =>
  isIP(name) === 0 ? der.implicit(2, Buffer.from(name)) : der.implicit(7, der.addressOctets(name));

const distinguishedName = (name: string) =>
  der.sequence(
    der.set(der.sequence(der.oid('2.5.4.10'), der.utf8('Example Toys Ltd'))),
    der.set(der.sequence(der.oid('2.5.4.3'), der.utf8(name))),
  );

const spki = (key: KeyObject) => createPublicKey(key).export({ type: 'spki', format: 'der' });
const publicKeyOf = (key: KeyObject) => Buffer.from(spki(key));
const keyIdentifier = (key: KeyObject) => createHash('sha1').update(spki(key)).digest();

const pem = (bytes: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${(bytes.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
