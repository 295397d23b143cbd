import { util } from 'chai';

/** A claim that did not hold, as chai describes it: what was asked, with `#{exp}` for a value, and that value. */
export interface Claim {
  /** Chai's words: `expected #{this} to be at most #{exp}`. */
  readonly template: string;
  readonly expected: unknown;
  readonly observed: unknown;
}

/**
 * What a finding adds to its sentence: what was asked and what was observed, with the values as they are. Nothing where
 * the sentence says it all: that something is so, or is there at all. Undefined where chai's words are unknown here.
 */
export function askedAndObserved({ template, expected, observed }: Claim): string | undefined {
  const claim = /^expected #\{this\} (not )?to (not )?(.*)$/s.exec(template);
  if (claim === null) return undefined;
  const [, before = '', after = '', rest = ''] = claim;
  const negated = before !== '' || after !== '';
  // The list is what was declared or allowed, and the sentence names what is not in it.
  if (/^include/.test(rest)) return ` (${negated ? 'among' : 'not among'}: ${valuesOf(observed)})`;
  const words = wordings.find(({ of }) => of.test(rest));
  if (words === undefined) return undefined;
  // That it is so, or that it is there at all, is what the sentence denies.
  if (/^equal/.test(rest) && (typeof expected === 'boolean' || expected === undefined)) return '';
  const asked = (negated ? words.not : words.asked)?.replace('…', () => rest.replace(words.of, '').trim());
  if (asked === undefined) return '';
  const value = asked.replace(/#\{exp\}/, () => valuesOf(expected));
  return ` (asked: ${value}; observed: ${valuesOf(observed)})`;
}

interface Wording {
  readonly of: RegExp;
  /** … stands for what follows; undefined where the sentence of the finding says it all. */
  readonly asked: string | undefined;
  readonly not: string | undefined;
}

const wordings: readonly Wording[] = [
  { of: /^equal/, asked: '…', not: 'not …' },
  { of: /^be (?=at most|at least|within|an? )/, asked: '…', not: 'not …' },
  { of: /^be above/, asked: 'more than …', not: 'not more than …' },
  { of: /^be below/, asked: 'less than …', not: 'not less than …' },
  { of: /^be one of/, asked: 'one of …', not: 'none of …' },
  { of: /^match/, asked: 'a text that fits …', not: 'no text that fits …' },
  { of: /^be empty/, asked: 'none', not: undefined },
  { of: /^(?:exist|be null|be undefined|be true|be false)/, asked: undefined, not: undefined },
];

// A list reads as its members; an empty one as the word for it.
function valuesOf(value: unknown): string {
  if (!Array.isArray(value) || value.some((member) => typeof member === 'object')) return inspect(value);
  return value.length === 0 ? 'none' : value.map(inspect).join(', ').slice(0, 1000);
}

// Chai tells two zeros apart, which are the same in every table.
const inspect = (value: unknown): string => (value === 0 ? '0' : util.inspect(value, false));
