import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { cannot, needs } from '../../development/needs.ts';
import { html, journey, noBrowser, observeWeb, serve } from './web.fixture.ts';

interface Archive {
  readonly log: { readonly browser: { readonly version: string } };
}

describe('the browser that a bench names', function () {
  this.timeout(60_000);

  before(function () {
    const missing = noBrowser();
    if (missing !== undefined) cannot(this, missing);
    needs(this, 'chromium-headless-shell');
  });

  /** What the browser calls itself in the archive of a journey. */
  async function versionOf(bench: Readonly<Record<string, unknown>>): Promise<string> {
    const served = await serve((_, response) => html(response, '<p>Hello</p>'));
    const kept: string[] = [];
    const attach = (bytes: Uint8Array) => {
      kept.push(Buffer.from(bytes).toString());
      return `sha256:${'0'.repeat(64)}`;
    };
    const journeys = [journey('visit', [{ open: '/' }, { expect: 'Hello' }])];
    const url = `http://localhost:${served.port}/`;
    const rows = await observeWeb({ url, journeys, bench, attach }).finally(served.stop);
    expect(rows.journeys.map(({ id, completed }) => [id, completed])).to.deep.include(['visit', true]);
    const archive = kept.find((text) => text.startsWith('{"log"')) ?? '{}';
    return (JSON.parse(archive) as Archive).log.browser.version;
  }

  it('is the one that families have', async () => {
    expect(await versionOf({})).to.match(/^Chrome\//);
  });

  it('is the light one where it says so, and the archives of the journeys tell it', async () => {
    expect(await versionOf({ browser: 'light' })).to.match(/^HeadlessChrome\//);
  });
});
