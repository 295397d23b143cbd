import { Assertion, util } from 'chai';

/**
 * A claim as chai makes it, that weighs the words which nearly all specs use by itself. Where it holds nothing is to be
 * said; where it does not, or these words do not settle it, chai weighs it and says why. Chai makes a new claim at every
 * word, which costs more than what is claimed.
 */
class PlainClaim {
  /** What chai reads; locked, because nobody looks at the stack of a finding. */
  readonly __flags: Record<string, unknown>;

  constructor(observed: unknown, sentence: string | undefined) {
    this.__flags = {
      object: observed,
      message: sentence,
      negate: false,
      ssfi: undefined,
      lockSsfi: true,
      eql: util.eql,
    };
  }
}

/** A claim about a value; the sentence says what is wrong where it does not hold. */
export const claimOf = (observed: unknown, sentence?: string): Chai.Assertion =>
  new PlainClaim(observed, sentence) as unknown as Chai.Assertion;

/** A step of a claim that is named by a word nobody knows asserts nothing, and must not pass. */
export function strict<T extends object>(step: T, known: (name: string) => boolean = () => false): T {
  return new Proxy(step, {
    get(target, name, receiver): unknown {
      if (typeof name === 'string' && !Reflect.has(target, name) && !known(name))
        throw new Error(`Invalid Chai property: ${name}`);
      return Reflect.get(target, name, receiver);
    },
  });
}

/** Whether what a word says is so; undefined where chai is to say. */
type Weighing = (observed: unknown, ...asked: readonly unknown[]) => boolean | undefined;

const isNumber = (value: unknown) => typeof value === 'number';
const isListOrText = (value: unknown) => typeof value === 'string' || Array.isArray(value);

const states: Readonly<Record<string, Weighing>> = {
  true: (observed) => observed === true,
  false: (observed) => observed === false,
  null: (observed) => observed === null,
  undefined: (observed) => observed === undefined,
  exist: (observed) => observed !== null && observed !== undefined,
  empty: (observed) => (isListOrText(observed) ? observed.length === 0 : undefined),
};

const comparisons: Readonly<Record<string, Weighing>> = {
  equal: (observed, asked) => observed === asked,
  most: (observed, asked) => (isNumber(observed) && isNumber(asked) ? observed <= asked : undefined),
  least: (observed, asked) => (isNumber(observed) && isNumber(asked) ? observed >= asked : undefined),
  above: (observed, asked) => (isNumber(observed) && isNumber(asked) ? observed > asked : undefined),
  below: (observed, asked) => (isNumber(observed) && isNumber(asked) ? observed < asked : undefined),
  within: (observed, from, to) =>
    isNumber(observed) && isNumber(from) && isNumber(to) ? observed >= from && observed <= to : undefined,
  oneOf: (observed, asked) => (Array.isArray(asked) ? asked.indexOf(observed) >= 0 : undefined),
  // A pattern that goes on from where it was is asked once.
  match: (observed, asked) =>
    typeof observed === 'string' && asked instanceof RegExp && !asked.global && !asked.sticky
      ? asked.test(observed)
      : undefined,
};

const includes: Weighing = (observed, asked) =>
  isListOrText(observed) ? observed.indexOf(asked as string) >= 0 : undefined;

const prototype = PlainClaim.prototype;
Object.setPrototypeOf(prototype, Assertion.prototype);

// What came through a word that this file does not know, as `deep`, is chai's altogether.
const isPlain = (claim: PlainClaim): boolean => Object.getPrototypeOf(claim) === prototype;

function holds(claim: PlainClaim, weigh: Weighing, asked: readonly unknown[]): boolean {
  if (!isPlain(claim)) return false;
  const { object, negate } = claim.__flags;
  const so = weigh(object, ...asked);
  return so !== undefined && so !== negate;
}

/** What a word is to chai: a claim, or what makes one. */
const chai = (claim: PlainClaim, word: string): unknown => Reflect.get(Assertion.prototype, word, claim);
const chaiSays = (claim: PlainClaim, word: string, asked: readonly unknown[]): unknown =>
  Reflect.apply(chai(claim, word) as (...asked: unknown[]) => unknown, claim, asked);

for (const [word, weigh] of Object.entries(states))
  Object.defineProperty(prototype, word, {
    get(this: PlainClaim): unknown {
      return holds(this, weigh, []) ? this : chai(this, word);
    },
  });

for (const [word, weigh] of Object.entries(comparisons)) {
  function compare(this: PlainClaim, ...asked: readonly unknown[]): unknown {
    return holds(this, weigh, asked) ? this : chaiSays(this, word, asked);
  }
  util.addLengthGuard(compare, word, false);
  Object.defineProperty(prototype, word, { value: strict(compare) });
}

// More words may follow this one, or a value.
Object.defineProperty(prototype, 'include', {
  get(this: PlainClaim): unknown {
    if (!isPlain(this)) return chai(this, 'include');
    const compare = (...asked: readonly unknown[]) =>
      holds(this, includes, asked) ? this : chaiSays(this, 'include', asked);
    return new Proxy(compare, { get: (_, word): unknown => Reflect.get(chai(this, 'include') as object, word) });
  },
});

Object.defineProperty(prototype, 'not', {
  get(this: PlainClaim): unknown {
    if (!isPlain(this)) return chai(this, 'not');
    this.__flags['negate'] = true;
    return this;
  },
});
