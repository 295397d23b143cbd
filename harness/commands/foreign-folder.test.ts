import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { cannot } from '../development/needs.ts';
import { scratch } from '../development/peer.ts';
import { packageRoot } from '../../schemas/package-root.ts';
import { browserPath } from '../probes/shared/browser.ts';

const dist = (...path: readonly string[]) => join(packageRoot, 'dist', ...path);

// Files that the libraries beneath look for in some programs, and run.
const traps = ['.puppeteerrc.cjs', 'puppeteer.config.cjs', '.mocharc.cjs'];

/** A program that opens and closes the browser of a module. */
const opening = (module: string, given: string) =>
  `import { openBrowser } from '${pathToFileURL(module).href}'; await (await openBrowser(${given})).close();`;

describe('in a folder that somebody else sent, nothing in it is run', function () {
  this.timeout(120_000);
  const { folder, remove } = scratch();
  before(() => {
    for (const name of traps) writeFileSync(join(folder, name), `require('fs').writeFileSync('sprung-${name}', '');\n`);
  });
  after(remove);

  const sprung = (...words: readonly string[]): readonly string[] => {
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' });
    expect(status, stderr).to.equal(0);
    return readdirSync(folder).filter((name) => name.startsWith('sprung-'));
  };

  it('when specs judge', () => {
    expect(sprung(dist('harness', 'commands', 'main.js'), 'check')).to.deep.equal([]);
  });

  for (const [what, module, given] of [
    ['when a PDF is printed', dist('reports', 'render', 'browser.js'), ''],
    ['when a web app is visited', dist('harness', 'probes', 'shared', 'browser.js'), '{ names: {}, trustedKeys: [] }'],
  ] as const)
    it(what, function () {
      if (browserPath() === undefined) cannot(this, 'needs chromium');
      expect(sprung('--input-type=module', '-e', opening(module, given))).to.deep.equal([]);
    });

  it('and such a file would be seen', () => {
    expect(sprung('-e', `require('./${traps[0]}')`)).to.deep.equal([`sprung-${traps[0]}`]);
  });
});
