import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { examine, installCommand, missingPackages, tableOf, type Examined } from './examine.ts';

const tool = (name: string, found: boolean): Examined => ({
  name,
  package: `${name}-package`,
  needed: 'for use',
  cost: 'nothing',
  found,
});

describe('the doctor', () => {
  it('names the package and the cost of what is missing, and only of that', () => {
    const examined = [tool('here', true), tool('gone', false)];
    expect(tableOf(examined)).to.contain('✕ gone').and.to.contain('missing: nothing');
    expect(
      tableOf(examined)
        .split('\n')
        .find((line) => line.includes('✓ here')),
    ).not.to.contain('missing');
    expect(installCommand(missingPackages(examined))).to.match(/install .*gone-package$/);
    expect(installCommand(missingPackages(examined))).not.to.contain('here-package');
  });

  it('names every tool once', () => {
    const names = examine().map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
  });

  it('prints one row a tool as JSON, and ends with 0 where nothing for use is missing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'toymark-'));
    try {
      const main = join(import.meta.dirname, '..', 'commands', 'main.js');
      const expected = examine();
      const needed = expected.every(({ needed, found }) => needed !== 'for use' || found);
      if (!needed) return;
      const printed = execFileSync(process.execPath, [main, 'doctor', '--json'], { cwd: folder, encoding: 'utf8' });
      expect(JSON.parse(printed)).to.deep.equal(expected);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
