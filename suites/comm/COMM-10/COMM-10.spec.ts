import { describe, it } from 'mocha';
import { expect, inconclusive } from '../../vocabulary.ts';
import { eachServer, placeOf, versionsOf } from '../tls-servers.ts';

describe('COMM-10 Servers offer TLS 1.3', () => {
  it('COMM-10-1 TLS 1.3 is offered', () => {
    eachServer((server) => {
      const newest = versionsOf(server).find(({ version }) => version === 'TLS 1.3');
      if (newest === undefined || (!newest.negotiated && !newest.complete))
        inconclusive(`${placeOf(server)} was not fully asked for TLS 1.3`);
      expect(newest.negotiated, `${placeOf(server)} does not offer TLS 1.3`).to.be.true;
    });
  });
});
