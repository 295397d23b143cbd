import { expect } from 'chai';
import { describe, it } from 'mocha';
import { claimOf, expect as chai } from './claims.ts';

const values: readonly unknown[] = [
  ...[undefined, null, true, false, 0, 1, 2, Number.NaN, 10n, '', 'a', 'undefined', new Date(0), () => 1],
  ...[[], [0, 1], ['a', Number.NaN], [undefined], {}, { a: 1 }, new Map(), new Set([1])],
];
const patterns = [/a/, /^$/, /^a+$/g, /a/y, /undefined/, 'a', undefined];
const ranges = values.flatMap((from) => [0, 1, 'a'].map((to) => [from, to]));

type Said = (claim: Chai.Assertion, asked: never) => unknown;
const words: Readonly<Record<string, readonly [asked: readonly unknown[], Said]>> = {
  true: [[0], (claim) => claim.to.be.true],
  false: [[0], (claim) => claim.to.be.false],
  null: [[0], (claim) => claim.to.be.null],
  undefined: [[0], (claim) => claim.to.be.undefined],
  exist: [[0], (claim) => claim.to.exist],
  empty: [[0], (claim) => claim.to.be.empty],
  equal: [values, (claim, asked) => claim.to.equal(asked)],
  'deep equal': [values, (claim, asked) => claim.to.deep.equal(asked)],
  'at most': [values, (claim, asked) => claim.to.be.at.most(asked)],
  'at least': [values, (claim, asked) => claim.to.be.at.least(asked)],
  above: [values, (claim, asked) => claim.to.be.above(asked)],
  below: [values, (claim, asked) => claim.to.be.below(asked)],
  'length at most': [values, (claim, asked) => claim.to.have.length.at.most(asked)],
  within: [ranges, (claim, [from, to]: readonly [never, never]) => claim.to.be.within(from, to)],
  'one of': [values, (claim, asked) => claim.to.be.oneOf(asked)],
  match: [patterns, (claim, asked) => claim.to.match(asked)],
  include: [values, (claim, asked) => claim.to.include(asked)],
  'include members': [values, (claim, asked) => claim.to.include.members(asked)],
  'include one of': [values, (claim, asked) => claim.to.include.oneOf(asked)],
  'a list that is empty': [[0], (claim) => claim.to.be.an('array').that.is.empty],
  'its own sentence': [values, (claim, asked) => claim.to.equal(asked, 'another sentence')],
};

/** What comes of a claim: nothing, or what is said. */
function said(claim: () => unknown): unknown {
  try {
    claim();
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : error;
  }
}

describe('a plain claim', () => {
  for (const [word, [asked, say]] of Object.entries(words))
    it(`holds where chai says so, and says the same where it does not: ${word}`, () => {
      for (const observed of values)
        for (const value of asked)
          for (const not of [false, true])
            for (const sentence of [undefined, 'a sentence']) {
              const judged = (claim: Chai.Assertion) => () => say(not ? claim.not : claim, again(value) as never);
              expect(said(judged(claimOf(observed, sentence)))).to.equal(said(judged(chai(observed, sentence))));
            }
    });

  it('is refused where a word is misspelt, wherever it stands', () => {
    const misspelt: readonly ((claim: Record<string, never>) => unknown)[] = [
      (claim) => claim['flase'],
      (claim) => (claim['not'] as unknown as typeof claim)['flase'],
      (claim) => (claim['include'] as unknown as typeof claim)['flase'],
      (claim) => (claim['equal'] as unknown as typeof claim)['flase'],
      (claim) => (claim['equal'] as unknown as typeof claim)['length'],
    ];
    for (const step of misspelt)
      expect(() => step(claimOf(1) as unknown as Record<string, never>)).to.throw('Invalid Chai property');
  });
});

// A pattern that goes on from where it was is new for each claim.
const again = (value: unknown) => (value instanceof RegExp ? new RegExp(value) : value);
