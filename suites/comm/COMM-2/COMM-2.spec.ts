import { describe, it } from 'mocha';
import type { TlsServerObservation } from '../../../schemas/types.ts';
import { evidence, expect, inconclusive, limit } from '../../vocabulary.ts';
import { eachServer, placeOf, type Server } from '../tls-servers.ts';

type Certificate = TlsServerObservation['certificates'][number];

const isSelfSigned = ({ position, subject, issuer }: Certificate) => position > 0 && subject === issuer;

/** Judges the key by its kind; an unknown kind is no finding. */
function keyIsStrong({ keyAlgorithm, keyBits }: Certificate, where: string): void {
  if (/^[\d.]+$/.test(keyAlgorithm)) inconclusive(`${where} has a key of the unknown kind ${keyAlgorithm}`);
  expect(keyAlgorithm, `${where} has a key of the kind ${keyAlgorithm}`).to.be.oneOf([
    'rsa',
    'rsa-pss',
    'ec',
    'ed25519',
    'ed448',
  ]);
  if (keyAlgorithm.startsWith('ed')) return;
  if (keyBits === null) inconclusive(`the size of the key of ${where} is not known`);
  const needed = limit(keyAlgorithm === 'ec' ? 'ecBits' : 'rsaBits');
  expect(keyBits, `${where} has a key (${keyAlgorithm}) of ${keyBits} bits`).to.be.at.least(needed);
}

/** Why the bench's client finished no handshake, and what a laboratory can do about it. */
function whyUnchecked({ handshakeErrors = [] }: Server): string {
  if (handshakeErrors.includes('ERR_SSL_EXCESSIVE_MESSAGE_SIZE'))
    return ': its chain is longer than the 100 KiB that common clients read; ask for one that they can read';
  return handshakeErrors.length === 0 ? '' : `: no handshake came to its end (${handshakeErrors.join(', ')})`;
}

/** From when to when the certificate says that it holds, so that clocks that differ can be told from neglect. */
function validityOf(server: Server, leaf: string | undefined): string {
  const row = evidence('tls-server').certificates.find((one) => one.server === server.id && one.digest === leaf);
  return row?.notBefore === undefined ? '' : `; it says from ${row.notBefore} to ${row.notAfter}`;
}

describe('COMM-2 Server certificates are sound', () => {
  it('COMM-2-1 the chain leads to a declared trust anchor and is inside its validity', () => {
    eachServer((server, service) => {
      const where = placeOf(server);
      const own = evidence('tls-server').chains.filter((chain) => chain.server === server.id);
      if (own.length === 0) inconclusive(`no certificate of ${where} was checked${whyUnchecked(server)}`);
      for (const { validation, checkedAt, anchors, leaf } of own) {
        if (service?.trustAnchor !== undefined && anchors.length === 0)
          inconclusive(`${where} was checked without its declared trust anchor ${service.trustAnchor}`);
        const said = `the certificate of ${where} did not hold on ${checkedAt}: ${validation}${validityOf(server, leaf)}`;
        expect(validation, said).to.equal('ok');
      }
    });
  });

  it('COMM-2-2 a subject alternative name matches the name used', () => {
    eachServer((server, service) => {
      const where = placeOf(server);
      const own = evidence('tls-server').chains.filter((chain) => chain.server === server.id);
      if (own.length === 0) inconclusive(`no certificate of ${where} was checked${whyUnchecked(server)}`);
      for (const { nameUsed, nameMatches } of own) {
        if (nameMatches === null) inconclusive(`the name in the certificate of ${where} was not compared`);
        if (!nameMatches && service?.host === undefined)
          inconclusive(`the declaration does not say which name clients use for ${where}`);
        expect(nameMatches, `the certificate of ${where} is not made for ${nameUsed}`).to.be.true;
      }
    });
  });

  it('COMM-2-3 keys and signatures are of current strength', () => {
    eachServer((server) => {
      const own = evidence('tls-server').certificates.filter((certificate) => certificate.server === server.id);
      for (const certificate of own) {
        const { position, signatureAlgorithm } = certificate;
        const where = `certificate ${position} of ${placeOf(server)}`;
        if (!isSelfSigned(certificate))
          expect(signatureAlgorithm, `${where} is signed with ${signatureAlgorithm}`).not.to.match(
            /md[245]|sha-?1(?!\d)|sha(?=With)|^dsa/i,
          );
        keyIsStrong(certificate, where);
      }
      if (own.length === 0) inconclusive(`no certificate of ${placeOf(server)} was seen`);
      if (own.some(({ truncated }) => truncated === true))
        inconclusive(`the chain of ${placeOf(server)} was cut short`);
      if (own.some((row) => /^[\d.]+$/.test(row.signatureAlgorithm) && !isSelfSigned(row)))
        inconclusive(`a signature in the chain of ${placeOf(server)} is of an unknown kind`);
    });
  });

  it('COMM-2-4 no private key is shared between units or products', () => {
    const { product } = evidence('declaration');
    const serialOf = (unit: string) => product.units.find(({ id }) => id === unit)?.serial ?? unit;
    eachServer((server) => {
      const { servers, certificates } = evidence('tls-server');
      const leaves = certificates.filter(({ position }) => position === 0);
      const keys = new Set(leaves.filter((leaf) => leaf.server === server.id).map((leaf) => leaf.publicKeyDigest));
      if (keys.size === 0) inconclusive(`no certificate of ${placeOf(server)} was seen`);
      const others = servers.filter(({ unit }) => serialOf(unit) !== serialOf(server.unit));
      const sharing = others.filter(({ id }) =>
        leaves.some((leaf) => leaf.server === id && keys.has(leaf.publicKeyDigest)),
      );
      const said = sharing.map(placeOf).join(', ');
      expect(sharing, `${placeOf(server)} uses the same key as ${said}`).to.be.empty;
      const comparable = others.filter(
        ({ id, unit, service }) =>
          unit !== 'cloud' && service === server.service && leaves.some((leaf) => leaf.server === id),
      );
      if (comparable.length === 0) inconclusive(`the key of ${placeOf(server)} was not compared with another unit's`);
    }, true);
  });
});
