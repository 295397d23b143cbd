import { describe, it } from 'mocha';
import { expect, inconclusive } from '../../vocabulary.ts';
import { eachServersSuites, placeOf } from '../tls-servers.ts';

describe('COMM-9 A recording cannot be opened later', () => {
  it('COMM-9-1 every negotiated suite gives forward secrecy', () => {
    eachServersSuites((suites, server) => {
      const lasting = suites.filter(({ forwardSecrecy }) => !forwardSecrecy);
      const said = lasting.map(({ name }) => name).join(', ');
      expect(lasting, `${placeOf(server)} accepts ${said}, without forward secrecy`).to.be.empty;
      if (suites.length === 0) inconclusive(`no suite of ${placeOf(server)} is known`);
    });
  });
});
