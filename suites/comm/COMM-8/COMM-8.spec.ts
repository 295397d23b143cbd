import { describe, it } from 'mocha';
import { expect, inconclusive } from '../../vocabulary.ts';
import { whyForbidden } from '../forbidden-suites.ts';
import { eachServersSuites, placeOf } from '../tls-servers.ts';

describe('COMM-8 Servers accept no broken cipher suite', () => {
  it('COMM-8-1 no server accepts a forbidden cipher suite', () => {
    eachServersSuites((suites, server) => {
      const forbidden = suites.filter(({ name }) => whyForbidden(name) !== undefined);
      const said = forbidden.map(({ name }) => `${name} (${whyForbidden(name)})`).join(', ');
      expect(forbidden, `${placeOf(server)} accepts ${said}`).to.be.empty;
      const unknown = suites.filter(({ name }) => !/^(?:TLS|SSL)_/.test(name)).map(({ code }) => code);
      if (unknown.length > 0)
        inconclusive(`${placeOf(server)} accepts suites without a known name, ${unknown.join(', ')}`);
    });
  });
});
