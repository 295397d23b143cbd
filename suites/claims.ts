import { Assertion, AssertionError, config, util } from 'chai';
import { askedAndObserved } from './finding-words.ts';

// A misspelt claim, `expect(x).to.be.flase`, asserts nothing and must not pass. Chai finds it with a proxy around every
// step of every claim, which costs more than the claims themselves; one at the end of the prototype chain is reached by
// the same names and by no others.
config.useProxy = false;
Object.setPrototypeOf(
  Assertion.prototype,
  new Proxy(Object.create(Object.prototype) as object, {
    get(target, name, receiver): unknown {
      if (typeof name === 'string' && !Reflect.has(target, name) && !config.proxyExcludedKeys.includes(name))
        throw new Error(`Invalid Chai property: ${name}`);
      return Reflect.get(target, name, receiver);
    },
  }),
);

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
  try {
    weigh.apply(this, claim);
  } catch (error) {
    const [, plain, negated, expected] = claim;
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

/** What chai's `expect` says and refuses, as specs use it. */
export { expect } from 'chai';
