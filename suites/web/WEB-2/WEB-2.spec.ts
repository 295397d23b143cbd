import { describe, it } from 'mocha';
import { eachRow, evidence, expect } from '../../vocabulary.ts';
import { ownHosts } from '../../web-session.ts';

import { framingPolicies, scriptWeakness } from '../policies.ts';

describe('WEB-2 Pages defend themselves in the browser', () => {
  it('WEB-2-1 every document response carries an effective policy', () => {
    const { documents } = evidence('web-session');
    const own = ownHosts();
    const pages = documents.filter(({ host, contentType = '' }) => own.has(host) && /html|^$/i.test(contentType));
    eachRow(pages, (page) => {
      const where = `${page.host}${page.path}`;
      const { contentSecurityPolicy = '', metaPolicy = '', xFrameOptions = '', xContentTypeOptions = '' } = page;
      expect(
        scriptWeakness([contentSecurityPolicy, metaPolicy]),
        `${where}: the policy lets foreign script run`,
      ).to.equal(undefined);
      // A policy in the page itself cannot forbid framing.
      const framed = framingPolicies(contentSecurityPolicy);
      const closed =
        framed.length > 0
          ? framed.some((sources) => !/[*]|https?:(?:\s|$)/.test(sources))
          : /deny|sameorigin/i.test(xFrameOptions);
      expect(closed, `${where}: other sites may frame the page`).to.equal(true);
      expect(/nosniff/i.test(xContentTypeOptions), `${where}: the type of the content is left to be guessed`).to.equal(
        true,
      );
    });
  });
});
