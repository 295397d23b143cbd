import { describe, it } from 'mocha';
import type { TlsServerObservation } from '../../../schemas/types.ts';
import { evidence, expect, inconclusive, limitWord } from '../../vocabulary.ts';
import { whyForbidden } from '../forbidden-suites.ts';
import { eachServer, placeOf } from '../tls-servers.ts';
import type { Server } from '../tls-servers.ts';

const order = ['SSLv2', 'SSLv3', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'] as const;

const versionsOf = ({ id }: Server) => evidence('tls-server').versions.filter(({ server }) => server === id);

/** Ends the row where not everything that the server negotiates is known. */
function allKnown(server: Server): void {
  const versions = versionsOf(server);
  if (!versions.some(({ negotiated }) => negotiated)) inconclusive(`${placeOf(server)} negotiated nothing at all`);
  const open = versions.filter(({ complete }) => !complete).map(({ version }) => version);
  if (open.length > 0) inconclusive(`${placeOf(server)} was not asked for every suite of ${open.join(', ')}`);
}

type Suite = TlsServerObservation['suites'][number];

/** Judges the suites of each server, and only then whether they were all. */
const eachServersSuites = (judge: (suites: readonly Suite[], server: Server) => void): void =>
  eachServer((server) => {
    judge(
      evidence('tls-server').suites.filter((suite) => suite.server === server.id),
      server,
    );
    allKnown(server);
  });

describe('COMM-1 Servers offer only current TLS', () => {
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

  it('COMM-1-2 no server accepts a forbidden cipher suite', () => {
    eachServersSuites((suites, server) => {
      const forbidden = suites.filter(({ name }) => whyForbidden(name) !== undefined);
      const said = forbidden.map(({ name }) => `${name} (${whyForbidden(name)})`).join(', ');
      expect(forbidden, `${placeOf(server)} accepts ${said}`).to.be.empty;
      const unknown = suites.filter(({ name }) => !/^(?:TLS|SSL)_/.test(name)).map(({ code }) => code);
      if (unknown.length > 0)
        inconclusive(`${placeOf(server)} accepts suites without a known name, ${unknown.join(', ')}`);
    });
  });

  it('COMM-1-3 every negotiated suite gives forward secrecy', () => {
    eachServersSuites((suites, server) => {
      const lasting = suites.filter(({ forwardSecrecy }) => !forwardSecrecy);
      const said = lasting.map(({ name }) => name).join(', ');
      expect(lasting, `${placeOf(server)} accepts ${said}, without forward secrecy`).to.be.empty;
      if (suites.length === 0) inconclusive(`no suite of ${placeOf(server)} is known`);
    });
  });

  it('COMM-1-4 TLS 1.3 is offered', () => {
    eachServer((server) => {
      const newest = versionsOf(server).find(({ version }) => version === 'TLS 1.3');
      if (newest === undefined || (!newest.negotiated && !newest.complete))
        inconclusive(`${placeOf(server)} was not fully asked for TLS 1.3`);
      expect(newest.negotiated, `${placeOf(server)} does not offer TLS 1.3`).to.be.true;
    });
  });
});
