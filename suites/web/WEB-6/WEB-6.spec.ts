import { describe, it } from 'mocha';
import { eachRow, evidence, expect, limit } from '../../vocabulary.ts';
import { byKey, ownHosts } from '../../web-session.ts';

describe('WEB-6 The browser remembers to use HTTPS', () => {
  it('WEB-6-1 strict transport security is set with at least the limit', () => {
    const { documents } = evidence('web-session');
    const own = ownHosts();
    const pages = documents.filter(({ host, scheme }) => own.has(host) && scheme === 'https');
    const day = 86_400;
    eachRow(
      byKey(pages, ({ host }) => host),
      ({ host }) => {
        for (const { path, strictTransportSecurity = '' } of pages.filter((page) => page.host === host)) {
          const seconds = Number(/max-age="?(\d+)/i.exec(strictTransportSecurity)?.[1] ?? '0');
          expect(
            seconds / day,
            `${host}${path} tells the browser to stay with HTTPS for ${Math.floor(seconds / day)} days`,
          ).to.be.at.least(limit('hstsDays'));
        }
      },
    );
  });
});
