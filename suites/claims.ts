import { Assertion, config } from 'chai';

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

/** What chai's `expect` says and refuses, as specs use it. */
export { expect } from 'chai';
