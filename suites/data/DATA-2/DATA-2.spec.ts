import { describe, it } from 'mocha';
import { eachRow, expect } from '../../vocabulary.ts';
import { contacted, declaredHosts, matches } from '../../web-session.ts';

describe('DATA-2 Data goes only to declared hosts', () => {
  it('DATA-2-2 every destination of the web app is declared', () => {
    const declared = [...declaredHosts()];
    eachRow(contacted(), ({ id, first }) => {
      const known = declared.some((host) => matches(host, id));
      expect(known, `${id} was contacted by ${first.journey} (step ${first.step}) and is not declared`).to.equal(true);
    });
  });
});
