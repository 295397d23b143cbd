import { describe, it } from 'mocha';
import type { TlsServerObservation } from '../../../schemas/types.ts';
import { evidence, expect, inconclusive, limit } from '../../vocabulary.ts';
import { eachServer, placeOf } from '../tls-servers.ts';

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

describe('COMM-11 Certificates rest on current keys and signatures', () => {
  it('COMM-11-1 keys and signatures are of current strength', () => {
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
});
