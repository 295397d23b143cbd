import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Condition } from '../../schemas/types.ts';
import { decidingFacts, featuresIn, holds, smallestChange, type Answers, type Truth } from './condition.ts';

const answers = (record: Record<string, boolean>): Answers => new Map(Object.entries(record));
const given: Record<string, boolean> = { t: true, f: false };

const table: readonly (readonly [Condition[], Truth])[] = [
  [[], true],
  [['t'], true],
  [['f'], false],
  [['u'], undefined],
  [['t', 't'], true],
  [['t', 'u'], undefined],
  [['u', 'f'], false],
  [['t', 't', 'f'], false],
  [['t', 't', 't', 'u'], undefined],
  [[{ any: ['f', 'f', 't'] }], true],
  [[{ any: ['f', 'u', 't'] }], true],
  [[{ any: ['f', 'u', 'f'] }], undefined],
  [[{ any: ['f', 'f', 'f'] }], false],
  [[{ all: ['t', 't', 'f'] }], false],
  [[{ all: ['t', 'u', 'f'] }], false],
  [[{ not: 't' }], false],
  [[{ not: 'u' }], undefined],
  [[{ not: { any: ['f', 'f', 'f'] } }], true],
  [['t', { any: ['f', { all: ['t', { not: 'f' }, 't'] }] }], true],
  [['t', { any: ['f', { all: ['t', { not: 'f' }, 'u'] }] }], undefined],
  [[{ any: ['f', { all: ['t', 'u', 'f'] }, { not: 't' }] }], false],
];

const features = ['a', 'b', 'c', 'd', 'e'];
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...features),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 4 }) }),
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 4 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));
const applies = fc.array(condition, { maxLength: 4 });
const complete = fc.record(Object.fromEntries(features.map((feature) => [feature, fc.boolean()])));
const partial = fc.dictionary(fc.constantFrom(...features), fc.boolean());

/** Two-valued logic, written a second way. */
function plain(part: Condition, facts: Record<string, boolean>): boolean {
  if (typeof part === 'string') return facts[part] === true;
  if ('not' in part) return !plain(part.not, facts);
  return 'all' in part ? part.all.every((each) => plain(each, facts)) : part.any.some((each) => plain(each, facts));
}

const completions = (facts: Record<string, boolean>): Record<string, boolean>[] =>
  features
    .filter((feature) => facts[feature] === undefined)
    .reduce<Record<string, boolean>[]>(
      (list, feature) =>
        list.flatMap((each) => [
          { ...each, [feature]: true },
          { ...each, [feature]: false },
        ]),
      [facts],
    );

describe('applicability in three-valued logic', () => {
  for (const [conditions, expected] of table)
    it(`${JSON.stringify(conditions)} is ${String(expected)}`, () => {
      expect(holds(conditions, answers(given))).to.equal(expected);
    });

  it('agrees with two-valued logic wherever every feature is answered', () => {
    const agrees = (conditions: Condition[], facts: Record<string, boolean>) =>
      holds(conditions, answers(facts)) === conditions.every((each) => plain(each, facts));
    fc.assert(fc.property(applies, complete, agrees), { numRuns: 2000 });
  });

  it('knows an outcome only where every completion of the answers has it', () => {
    fc.assert(
      fc.property(applies, partial, (conditions, facts) => {
        const outcome = holds(conditions, answers(facts));
        if (outcome === undefined) return true;
        return completions(facts).every((each) => holds(conditions, answers(each)) === outcome);
      }),
      { numRuns: 1000 },
    );
  });

  it('names deciding facts from which alone the outcome follows', () => {
    fc.assert(
      fc.property(applies, complete, (conditions, facts) => {
        const deciding = decidingFacts(conditions, answers(facts));
        const alone = answers(Object.fromEntries(deciding.map(({ feature, answer }) => [feature, answer])));
        return holds(conditions, alone) === holds(conditions, answers(facts));
      }),
    );
  });

  it('finds the smallest change that turns the outcome round, wherever one exists', () => {
    fc.assert(
      fc.property(applies, complete, (conditions, facts) => {
        const before = holds(conditions, answers(facts));
        const change = smallestChange(conditions, answers(facts));
        const turning = completions({}).filter((each) => holds(conditions, answers(each)) !== before);
        if (change === undefined) return turning.length === 0;
        const changed = { ...facts, ...Object.fromEntries(change.map(({ feature, answer }) => [feature, answer])) };
        const distance = (each: Record<string, boolean>) =>
          features.filter((feature) => each[feature] !== facts[feature]).length;
        return (
          holds(conditions, answers(changed)) !== before && turning.every((each) => distance(each) >= change.length)
        );
      }),
    );
  });

  it('names every feature once', () => {
    expect(featuresIn(['a', { any: ['b', { not: 'a' }] }])).to.deep.equal(['a', 'b']);
  });
});
