import { expect } from 'chai';
import { describe, it } from 'mocha';
import { expect as claim } from './vocabulary.ts';

const long = 'x'.repeat(400);

/** A claim that does not hold, and the finding that it must give. */
const rows: readonly (readonly [name: string, claim: () => unknown, finding: string])[] = [
  ['a bound', () => claim(5, 'it let 5 pass').to.be.at.most(3), 'it let 5 pass (asked: at most 3; observed: 5)'],
  ['a range', () => claim(404, 'gone').to.be.within(200, 299), 'gone (asked: within 200..299; observed: 404)'],
  ['a greater number', () => claim(1, 'few').to.be.above(2), 'few (asked: more than 2; observed: 1)'],
  ['nothing', () => claim(0, 'none').to.equal(3), 'none (asked: 3; observed: 0)'],
  ['a word', () => claim('b', 'it is b').to.equal('a'), "it is b (asked: 'a'; observed: 'b')"],
  ['another word', () => claim('b', 'it is b').not.to.equal('b'), "it is b (asked: not 'b'; observed: 'b')"],
  ['one of words', () => claim('c', 'c').to.be.oneOf(['a', 'b']), "c (asked: one of 'a', 'b'; observed: 'c')"],
  [
    'a pattern',
    () => claim('http:', 'old').to.match(/^https/),
    "old (asked: a text that fits /^https/; observed: 'http:')",
  ],
  ['an empty list', () => claim(['a', 'b'], 'it took').to.be.empty, "it took (asked: none; observed: 'a', 'b')"],
  ['what is in no list', () => claim([443], 'port 80 is open').to.include(80), 'port 80 is open (not among: 443)'],
  ['what no list knows', () => claim([], 'port 80 is open').to.include(80), 'port 80 is open (not among: none)'],
  ['what is in a list', () => claim(['k'], 'it gave k').not.to.include('k'), "it gave k (among: 'k')"],
  ['a kind of value', () => claim(5, 'it is 5').to.be.a('string'), 'it is 5 (asked: a string; observed: 5)'],
  ['a truth', () => claim(true, 'it is open').to.be.false, 'it is open'],
  ['another truth', () => claim(false, 'it is closed').to.equal(true), 'it is closed'],
  ['something', () => claim(undefined, 'it has none').to.exist, 'it has none'],
  ['nothing at all', () => claim(null, 'it never came').not.to.be.null, 'it never came'],
  ['a full list', () => claim([], 'it has none').not.to.be.empty, 'it has none'],
  ['replacement patterns', () => claim("$&$'", 'money').to.equal('$1'), "money (asked: '$1'; observed: '$&$\\'')"],
  [
    'words in chai',
    () => claim({ a: 1 }, 'other').to.deep.equal({ a: 2 }),
    'other: expected { a: 1 } to deeply equal { a: 2 }',
  ],
  ['no sentence', () => claim(5).to.be.at.most(3), 'expected 5 to be at most 3'],
];

describe('the words of a finding', () => {
  for (const [name, failing, finding] of rows)
    it(`of ${name}`, () => {
      expect(failing).to.throw().with.property('message', finding);
      expect(failing).to.throw().with.property('name', 'AssertionError');
    });

  it('are bounded, however long the value is', () => {
    const failing = () => claim([long, long, long, long], 'long').to.be.empty;
    expect(failing).to.throw().with.property('message').that.has.length.below(1100).and.includes('xxx');
  });
});
