import { describe, it } from 'mocha';
import { evidence, expect, inconclusive } from '../../vocabulary.ts';
import { eachServer, placeOf, type Server } from '../tls-servers.ts';

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

describe('COMM-2 Server certificates are valid', () => {
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
});
