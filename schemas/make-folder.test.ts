import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { makeFolder } from './make-folder.ts';
import { UserError } from './problem.ts';

const root = mkdtempSync(join(tmpdir(), 'toymark-'));
const at = (...names: readonly string[]) => join(root, ...names);

describe('making a folder', () => {
  after(() => rmSync(root, { recursive: true }));

  it('makes those above it too, and names the first that it made', () => {
    expect(makeFolder(at('a', 'b', 'c'), 0o700)).to.equal(at('a'));
    expect(['a', 'a/b', 'a/b/c'].map((name) => statSync(at(name)).mode & 0o777)).to.deep.equal([0o700, 0o700, 0o700]);
    expect(makeFolder(at('a', 'b')), 'nothing is left to make').to.equal(undefined);
  });

  it('goes through links to folders', () => {
    mkdirSync(at('real'));
    symlinkSync('real', at('link'));
    makeFolder(at('link', 'x'));
    expect(existsSync(at('real', 'x'))).to.equal(true);
  });

  const refused: readonly (readonly [name: string, path: () => string, code: string])[] = [
    ['a file in its place', () => file(), 'EEXIST'],
    ['a file above it', () => join(file(), 'x'), 'ENOTDIR'],
    ['a link to nowhere', () => dangling(), 'EEXIST'],
    ['links in a circle', () => join(circle(), 'x'), 'ELOOP'],
    ['a name that is too long', () => at('x'.repeat(300)), 'ENAMETOOLONG'],
  ];
  for (const [name, path, code] of refused)
    it(`is refused by ${name}`, () => {
      expect(() => makeFolder(path()))
        .to.throw()
        .with.property('code', code);
    });

  it('is refused where the system has no folders to give, which recursive mkdir tries for ever', () => {
    for (const place of ['/proc/x', '/proc/x/y', '/dev/fd/x'])
      expect(() => makeFolder(place), place).to.throw(UserError, /FILE the system lets no folder be made here/);
  });
});

const file = () => {
  writeFileSync(at('file'), '');
  return at('file');
};
const dangling = () => {
  symlinkSync('nowhere', at('dangling'));
  return at('dangling');
};
const circle = () => {
  symlinkSync('circle', at('circle'));
  return at('circle');
};
