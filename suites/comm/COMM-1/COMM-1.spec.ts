import { describe, it } from 'mocha';
import { expect, inconclusive, limitWord } from '../../vocabulary.ts';
import { eachServer, placeOf, versionsOf } from '../tls-servers.ts';

const order = ['SSLv2', 'SSLv3', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'] as const;

describe('COMM-1 Servers offer only current versions of TLS', () => {
  it('COMM-1-1 no server negotiates SSL or TLS below the minimum', () => {
    eachServer((server) => {
      const where = placeOf(server);
      const versions = versionsOf(server);
      const certain = versions.length > 0 && versions.every(({ complete }) => complete);
      if (!server.speaksTls && !certain) inconclusive(`${where} did not answer as a TLS server`);
      expect(server.speaksTls, `${where} is declared to speak TLS and does not`).to.be.true;
      const at = order.indexOf(`TLS ${limitWord('minimum')}` as (typeof order)[number]);
      if (at < 0) inconclusive(`the edition names an unknown version, TLS ${limitWord('minimum')}`);
      const old = order.slice(0, at);
      const taken = versions.filter(({ version, negotiated }) => negotiated && old.includes(version));
      const said = taken.map(({ version }) => version).join(', ');
      expect(taken, `${where} negotiates ${said}`).to.be.empty;
      const untried = old.filter((version) => !versions.some((row) => row.version === version && row.complete));
      if (untried.length > 0) inconclusive(`${where} was not fully asked for ${untried.join(', ')}`);
      if (!versions.some(({ negotiated }) => negotiated)) inconclusive(`${where} negotiated nothing at all`);
    });
  });
});
