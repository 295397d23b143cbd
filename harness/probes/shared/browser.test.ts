import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { cannot } from '../../development/needs.ts';
import { browserPath, openBrowser } from './browser.ts';

/** How far the programs of a session step back; 0 where sessions are no groups here. */
function steppedBack(pid: number): number {
  const file = `/proc/${pid}/autogroup`;
  return existsSync(file) ? Number(/ nice (-?\d+)/.exec(readFileSync(file, 'latin1'))?.[1] ?? 0) : 0;
}

describe('a browser that nobody looks at', function () {
  this.timeout(60_000);

  before(function () {
    if (browserPath() === undefined) cannot(this, 'needs chromium');
  });

  it('steps back behind what is measured by time, where sessions share the processors as groups', async () => {
    const groups = existsSync('/proc/self/autogroup');
    const own = steppedBack(process.pid);
    const browser = await openBrowser({ names: {}, trustedKeys: [] });
    try {
      expect(steppedBack(browser.process()?.pid ?? 0)).to.equal(groups ? 3 : 0);
      expect(steppedBack(process.pid), 'this program').to.equal(own);
    } finally {
      await browser.close();
    }
  });
});
