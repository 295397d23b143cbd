import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { packageRoot } from '../../schemas/package-root.ts';
import { scratch } from '../development/peer.ts';

const main = join(import.meta.dirname, 'main.js');
const text = readFileSync(join(packageRoot, 'reports', 'README.md'), 'utf8');
const parts = text.split(/^```sh\n([^]*?)^```$/m);

/** Each block of commands, named by the first words of the paragraph above it, and what it must print. */
const blocks = parts.flatMap((block, index) => {
  const about = parts[index - 1]?.trim().split('\n\n').at(-1) ?? '';
  return index % 2 === 1 ? [{ about: about.replaceAll('**', '').split(/[,.:;]/)[0] ?? '', block }] : [];
});

const said: Readonly<Record<string, readonly string[]>> = {
  'The scheme owner states who may sign what': ['Demonstration bench', 'Example Certification Body'],
  'A laboratory signs its report': [
    'Demonstration bench signed the document and the report in it',
    'The report is valid',
  ],
  'A certification body judges everything again': ['TC-2026-000001 certifies Pip the Bear'],
  'A register makes it public': ['Entry 0: TC-2026-000001 issued', 'is sound: 1 entries'],
  "A stranger has the root from the scheme's owner": ['The certificate is valid and in force', 'byte for byte'],
  'A manufacturer shows one chapter and no person': ['the redacted one is of it', 'valid and in force'],
  'A parent scans the code on the box': ['which believes list'],
  'When something goes wrong': ['REVOKED', 'because a weakness was found'],
};

describe('the guide to the line of trust', function () {
  this.timeout(300_000);
  const { folder, remove } = scratch();
  const bin = join(folder, 'bin');

  before(() => {
    mkdirSync(bin);
    // What npx would find in an installed package.
    writeFileSync(join(bin, 'npx'), `#!/bin/sh\nshift\nexec '${process.execPath}' '${main}' "$@"\n`);
    chmodSync(join(bin, 'npx'), 0o755);
    mkdirSync(join(folder, 'empty'));
  });
  after(remove);

  it('has a block of commands for everybody', () => {
    expect(blocks.map(({ about }) => about)).to.include.members(Object.keys(said));
  });

  for (const { about, block } of blocks)
    it(`runs word for word: ${about}`, () => {
      const env = {
        ...process.env,
        PATH: `${bin}:${process.env['PATH'] ?? ''}`,
        NO_COLOR: '1',
        XDG_CACHE_HOME: join(folder, 'cache'),
      };
      const options = { cwd: join(folder, 'empty'), env, encoding: 'utf8', timeout: 290_000 } as const;
      const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', block], options);
      expect(status, `${stdout}${stderr}`).to.equal(0);
      for (const words of said[about] ?? []) expect(stdout).to.contain(words);
    });
});
