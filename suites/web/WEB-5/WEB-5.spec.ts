import { describe, it } from 'mocha';
import { eachRow, evidence, expect } from '../../vocabulary.ts';
import { byKey, seesWhatIsEntered } from '../../web-session.ts';

describe('WEB-5 Addresses carry no personal data', () => {
  it('WEB-5-1 no canary or token appears in a URL or cross-origin referrer', () => {
    const { requests, sightings, tokens } = evidence('web-session');
    seesWhatIsEntered();
    const addresses = byKey(
      requests.filter(({ bench }) => !bench),
      ({ host, path }) => `${host}${path}`,
    );
    eachRow(addresses, ({ host, path }) => {
      const here = <T extends { readonly host: string; readonly path: string; readonly where: string }>(
        rows: readonly T[],
      ) =>
        rows.find(
          (row) => row.host === host && row.path === path && (row.where === 'address' || row.where === 'referrer'),
        );
      const value = here(sightings);
      expect(
        value?.canary,
        `the ${value?.where ?? ''} of ${host}${path} holds ${value?.canary ?? ''} (${value?.encoding ?? ''})`,
      ).to.equal(undefined);
      const token = here(tokens);
      expect(
        token?.token,
        `the ${token?.where ?? ''} of ${host}${path} holds the token ${token?.token ?? ''}`,
      ).to.equal(undefined);
    });
  });
});
