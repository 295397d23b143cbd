import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { byKey } from '../../web-session.ts';

describe('WEB-3 Session cookies are kept from others', () => {
  it('WEB-3-1 session cookies carry the three attributes', () => {
    const { cookies } = evidence('web-session');
    const tried = cookies.filter(({ carriesSession }) => carriesSession !== null);
    if (tried.length === 0) inconclusive('no signed-in page was asked for without one of its cookies');
    const carrying = byKey(
      tried.filter(({ carriesSession }) => carriesSession === true),
      ({ name, domain }) => `${domain}/${name}`,
    );
    eachRow(
      carrying,
      ({ name, secure, httpOnly, sameSite }) => {
        expect(secure, `${name} is not marked Secure`).to.equal(true);
        expect(httpOnly, `${name} is not marked HttpOnly`).to.equal(true);
        expect(sameSite, `${name} is not marked SameSite`).to.be.oneOf(['strict', 'lax']);
      },
      { empty: 'no cookie carries the session: without any of them the page is the same' },
    );
  });
});
