import { describe, it } from 'mocha';
import { eachRow, evidence, expect } from '../../vocabulary.ts';

describe('APP-6 No secret ships in the app', () => {
  it('APP-6-2 no secret of a known form is in the scripts or source maps', () => {
    const { scripts, secrets } = evidence('web-session');
    eachRow(scripts, ({ host, path }) => {
      const found = secrets.find((secret) => secret.host === host && secret.path === path);
      expect(found?.form, `${host}${path} holds a ${found?.form ?? ''} (${found?.begins ?? ''}…)`).to.equal(undefined);
    });
  });
});
