import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { renderPage } from '../../reports/page/page.ts';
import { at, trust } from '../../reports/verify/certificate.fixture.ts';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { serveRegister } from '../development/page-peer.ts';
import { scratch } from '../development/peer.ts';

const main = join(import.meta.dirname, 'main.js');

describe('the file of the page for everybody', () => {
  const { folder, remove } = scratch();
  const file = (name: string) => join(folder, name);

  after(remove);

  it('lets nothing run but its own script, and loads nothing from elsewhere', () => {
    const page = renderPage(trust(), at);
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(policy).to.match(
      /^default-src 'none'; script-src 'sha256-[A-Za-z0-9+/=]{44}'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; connect-src 'self';/,
    );
    expect(policy).to.not.contain('unsafe');
    expect(page.match(/<script>/g)).to.have.length(1);
  });

  it('is made by toymark page, and served by a register', async () => {
    writeFileSync(file('trust.json'), canonicalJson(trust()));
    const before = Date.now() - 1000;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [main, 'page', '--trust', file('trust.json'), '--into', folder],
      { encoding: 'utf8' },
    );
    expect([status, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.contain('believes list 1');
    const register = await serveRegister(folder);
    const answer = await fetch(`${register.address}verify.html`);
    expect([answer.status, answer.headers.get('content-type')]).to.deep.equal([200, 'text/html; charset=utf-8']);
    const page = await answer.text();
    const [, asOf = ''] = /id="as-of">"([^"]+)"/.exec(page) ?? [];
    expect(Date.parse(asOf)).to.be.within(before, Date.now());
    expect(page).to.equal(renderPage(trust(), asOf));
    register.stop();
  });
});
