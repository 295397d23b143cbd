import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { load } from '../../../schemas/load.ts';
import { ownStandard, requirementFiles } from '../../../schemas/read-standard.ts';
import { reviewState, statementDigest } from '../../../schemas/statement-digest.ts';
import { scratch } from '../../development/peer.ts';
import { review } from './review.ts';
import { withFields, withItem } from './yaml-text.ts';

const reading = { by: 'A. Reader', because: 'the steps: still "fit"', on: '2026-11-24' } as const;

describe('reviewing a requirement', () => {
  let root: ReturnType<typeof scratch>;
  beforeEach(() => {
    root = scratch();
    cpSync(join(ownStandard, 'requirements', 'net'), join(root.folder, 'requirements', 'net'), { recursive: true });
  });
  afterEach(() => {
    root.remove();
  });
  const file = () => requirementFiles(root.folder).get('NET-2')!;
  const state = () => reviewState(load('requirement', file()).value);

  it('adds an entry and leaves every other byte as it was', () => {
    const bare = readFileSync(file(), 'utf8').replace(/\nreviews:[^]*/, '\n');
    writeFileSync(file(), bare);
    expect(state()).to.equal('unreviewed');
    review({ ...reading, ids: ['NET-2'] }, root.folder);
    expect(readFileSync(file(), 'utf8').startsWith(bare)).to.equal(true);
    expect(state()).to.equal('reviewed');
  });

  it('is asked for again when the statement changes, not when its lines break otherwise', () => {
    review({ ...reading, ids: 'all' }, root.folder);
    const text = readFileSync(file(), 'utf8');
    writeFileSync(file(), text.replace('SHALL', '\n  SHALL'));
    expect(state()).to.equal('reviewed');
    writeFileSync(file(), text.replace('SHALL', 'SHALL never'));
    expect(state()).to.equal('suspect');
    const { reviewed, already } = review({ ...reading, ids: 'all' }, root.folder);
    expect(reviewed).to.deep.equal(['NET-2']);
    expect(already).to.include('NET-1');
    expect(state()).to.equal('reviewed');
  });

  it('writes nothing where one of the names is wrong', () => {
    const before = readFileSync(file(), 'utf8');
    expect(() => review({ ...reading, ids: ['NET-2', 'NET-77'] }, root.folder)).to.throw(/NET-77 UNKNOWN_NAME/);
    expect(readFileSync(file(), 'utf8')).to.equal(before);
  });

  it('rests on the words of the statement and the names of its limits, not on their numbers', () => {
    const digest = statementDigest({ statement: 'It SHALL {n}.', limits: { n: 1 } });
    expect(statementDigest({ statement: ' It  SHALL\n{n}.\n', limits: { n: 2 } })).to.equal(digest);
    expect(statementDigest({ statement: 'It SHALL {n}.', limits: { m: 1 } })).to.not.equal(digest);
    expect(statementDigest({ statement: 'It SHALL {n}!', limits: { n: 1 } })).to.not.equal(digest);
  });
});

describe('rewriting YAML', () => {
  const item = { on: '2026-11-24', by: 'B: #2', because: "it's" };
  const lines = "  - on: 2026-11-24\n    by: 'B: #2'\n    because: it's\n";
  const cases: readonly (readonly [string, string, string])[] = [
    ['a list that is not there', 'id: a # first\n', `id: a # first\nlist:\n${lines}`],
    ['a text without an end of line', 'id: a', `id: a\nlist:\n${lines}`],
    [
      'a list with comments',
      'list:\n  - on: b # why\n# end\nid: a\n',
      `list:\n  - on: b # why\n${lines}# end\nid: a\n`,
    ],
    ['a list in brackets', 'list: [{ on: b }]\nid: a\n', `list:\n  - on: b\n${lines}id: a\n`],
  ];
  for (const [what, before, after] of cases)
    it(`adds an item to ${what}`, () => {
      expect(withItem(before, 'list', item)).to.equal(after);
    });

  it('sets, adds and takes out fields and keeps the text between', () => {
    const text = 'a: 1 # one\n# two\nb: [1, 2]\nc: >\n  long\n  words\nd: 4\n';
    expect(withFields(text, { a: 'x: y', b: undefined, e: { f: 1 } })).to.equal(
      "a: 'x: y'\n# two\nc: >\n  long\n  words\nd: 4\ne:\n  f: 1\n",
    );
  });
});
