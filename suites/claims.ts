import { Assertion, AssertionError, config, util } from 'chai';
import { askedAndObserved } from './finding-words.ts';
import { strict } from './plain-claims.ts';

// A misspelt claim, `expect(x).to.be.flase`, asserts nothing and must not pass. Chai finds it with a proxy around every
// step of every claim, which costs more than the claims themselves; one at the end of the prototype chain is reached by
// the same names and by no others.
config.useProxy = false;
Object.setPrototypeOf(
  Assertion.prototype,
  strict(Object.create(Object.prototype) as object, (name) => config.proxyExcludedKeys.includes(name)),
);
// Chai looks for its flags on every new claim before it puts them there, which must not end at the proxy.
Object.defineProperty(Assertion.prototype, '__flags', { value: undefined, configurable: true, writable: true });

// Words that only make a claim read well give the same claim. Chai makes a new one at each, which costs more than what is
// claimed.
for (const word of [
  'to',
  'be',
  'been',
  'is',
  'and',
  'has',
  'have',
  'with',
  'that',
  'which',
  'at',
  'of',
  'same',
  'does',
])
  Object.defineProperty(Assertion.prototype, word, {
    configurable: true,
    get(this: unknown) {
      return this;
    },
  });

// A finding names what was observed in full, not its first forty characters.
config.truncateThreshold = 300;

/** What chai decides a claim by: whether it holds, and in which words it does not, plain and negated. */
type Weighing = (
  this: Chai.AssertionStatic,
  ...claim: readonly [holds: unknown, plain: Words, negated: Words, expected?: unknown]
) => void;
type Words = string | (() => string);

// The sentence of a finding is the spec's; what chai adds is said in the words of a report, the values unchanged.
const prototype = Assertion.prototype as unknown as { assert: Weighing };
const weigh = prototype.assert;
prototype.assert = function (...claim) {
  const [holds, plain, negated, expected] = claim;
  if (Boolean(holds) !== Boolean(util.flag(this, 'negate'))) return;
  try {
    weigh.apply(this, claim);
  } catch (error) {
    const sentence: unknown = util.flag(this, 'message');
    if (!(error instanceof AssertionError) || typeof sentence !== 'string') throw error;
    const words = util.flag(this, 'negate') === true ? negated : plain;
    const observed: unknown = util.flag(this, 'object');
    const template = typeof words === 'function' ? words() : words;
    const added = askedAndObserved({ template, expected, observed });
    if (added !== undefined) error.message = sentence + added;
    throw error;
  }
};

/** What chai's `expect` refuses, and a claim as specs make it. */
export { expect } from 'chai';
export { claimOf } from './plain-claims.ts';
