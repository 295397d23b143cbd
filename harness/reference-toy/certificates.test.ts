import { X509Certificate } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { findTool, needs } from '../development/needs.ts';
import { scratch } from '../development/peer.ts';
import { issue, type Identity } from './certificates.ts';

const root = issue({ name: 'Example Toys Root', names: [] });
const day = 86_400_000;
const now = Date.now();

const verify = (root: Identity, leaf: Identity, ...options: readonly string[]) => {
  const { folder, remove } = scratch();
  try {
    const [anchor, certificate] = [join(folder, 'root.pem'), join(folder, 'leaf.pem')];
    writeFileSync(anchor, root.certificate);
    writeFileSync(certificate, leaf.certificate);
    const args = ['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', anchor, ...options, certificate];
    return execFileSync(findTool('openssl') ?? 'openssl', args, { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    return String((error as { stderr?: string }).stderr);
  } finally {
    remove();
  }
};

describe('certificates of the reference toy', () => {
  const names = ['setup.pip.example', '192.0.2.10', '2001:db8::10'];
  const leaf = issue({ name: 'Pip', names, issuer: root });
  const table = [
    { name: 'a name it holds', options: ['-verify_hostname', 'setup.pip.example'], says: 'OK' },
    { name: 'an IPv4 address it holds', options: ['-verify_ip', '192.0.2.10'], says: 'OK' },
    { name: 'an IPv6 address it holds', options: ['-verify_ip', '2001:db8::10'], says: 'OK' },
    { name: 'another name', options: ['-verify_hostname', 'other.example'], says: 'hostname mismatch' },
    { name: 'another address', options: ['-verify_ip', '192.0.2.11'], says: 'IP address mismatch' },
  ];
  for (const { name, options, says } of table)
    it(`OpenSSL, strict, answers "${says}" for ${name}`, function () {
      needs(this, 'openssl');
      expect(verify(root, leaf, ...options)).to.contain(says);
    });

  it('OpenSSL refuses one that has expired, one of another root, and a leaf that signs', function () {
    needs(this, 'openssl');
    const expired = issue({
      name: 'Pip',
      names,
      issuer: root,
      notBefore: new Date(now - 9 * day),
      notAfter: new Date(now - day),
    });
    expect(verify(root, expired)).to.contain('certificate has expired');
    const stranger = issue({ name: 'Stranger Root', names: [] });
    expect(verify(root, issue({ name: 'Pip', names, issuer: stranger }))).to.contain('unable to get local issuer');
    expect(verify(leaf, issue({ name: 'Pip', names, issuer: leaf }))).to.match(/invalid CA|unable to get/);
  });

  it('dates from 2050 are written as GeneralizedTime', () => {
    const late = issue({ name: 'Pip', names, issuer: root, notAfter: new Date('2055-01-02T03:04:05Z') });
    expect(new Date(new X509Certificate(late.certificate).validTo).toISOString()).to.equal('2055-01-02T03:04:05.000Z');
  });

  it('every certificate has its own key and serial number', () => {
    const other = issue({ name: 'Pip', names, issuer: root });
    const [one, two] = [leaf, other].map(({ certificate }) => new X509Certificate(certificate));
    expect(one?.serialNumber).not.to.equal(two?.serialNumber);
    expect(one?.publicKey.equals(two!.publicKey)).to.equal(false);
    expect(one?.publicKey.asymmetricKeyDetails?.namedCurve).to.equal('prime256v1');
  });
});
