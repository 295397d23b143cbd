import { describe, it } from 'mocha';
import { grouped } from '../../grouped.ts';
import { eachRow, evidence, expect } from '../../vocabulary.ts';
import { byKey } from '../../web-session.ts';

describe('WEB-1 The web site is served only over HTTPS', () => {
  it('WEB-1-1 every request of the journey uses HTTPS and HTTP redirects to it', () => {
    const { requests } = evidence('web-session');
    const judged = requests.filter(({ bench, upgraded }) => !bench && !upgraded);
    const addresses = byKey(judged, ({ scheme, host, path }) => `${scheme}://${host}${path}`);
    eachRow(addresses, ({ scheme, host, path, redirectsTo, status, journey }) => {
      if (scheme === 'https' || scheme === 'wss') {
        expect(scheme).to.be.oneOf(['https', 'wss']);
        return;
      }
      // A door that nobody opens is closed; only the instrument knocks at it.
      if (status === null && journey.endsWith('/plain-http')) expect(status).to.equal(null);
      else
        expect(
          redirectsTo?.startsWith(`https://${host}`) ?? false,
          `${scheme}://${host}${path} was asked for and does not lead to HTTPS on the same name`,
        ).to.equal(true);
    });
  });

  it('WEB-1-2 no mixed content is loaded', () => {
    const { journeys, requests } = evidence('web-session');
    const plain = requests.filter(({ bench, mixed, upgraded }) => !bench && (mixed !== 'none' || upgraded));
    const plainOf = grouped(plain, ({ journey }) => journey);
    eachRow(journeys, ({ id }) => {
      const [mixed] = plainOf(id);
      expect(
        mixed === undefined ? undefined : `${mixed.scheme}://${mixed.host}${mixed.path}`,
        `a page asked for ${mixed?.host ?? ''}${mixed?.path ?? ''} over HTTP`,
      ).to.equal(undefined);
    });
  });
});
