/** What two values have in common; the values themselves cannot be told from it. */
export interface Comparison {
  readonly equal: boolean;
  readonly commonPrefix: number;
  readonly commonSuffix: number;
  readonly difference?: number;
}

/** Compares the credentials of two units character by character, and as numbers where both read as such. */
export function compare(one: string, other: string): Comparison {
  const difference = differenceOf(one, other);
  return {
    equal: one === other,
    commonPrefix: common(Array.from(one), Array.from(other)),
    commonSuffix: common(Array.from(one).reverse(), Array.from(other).reverse()),
    ...(difference === undefined ? {} : { difference }),
  };
}

function common(one: readonly string[], other: readonly string[]): number {
  const end = one.findIndex((character, index) => character !== other[index]);
  return end < 0 ? one.length : end;
}

const bases: readonly (readonly [bigint, RegExp])[] = [
  [10n, /^[0-9]{1,100}$/],
  [16n, /^[0-9a-f]{1,100}$/],
  [36n, /^[0-9a-z]{1,100}$/],
];

// In the smallest base in which both read as numbers, so that a counter shows as a small step.
function differenceOf(one: string, other: string): number | undefined {
  const [a, b] = [one, other].map((value) => value.toLowerCase().replace(/[:. -]/g, ''));
  for (const [base, pattern] of bases)
    if (a !== undefined && b !== undefined && pattern.test(a) && pattern.test(b)) {
      const step = numberOf(a, base) - numberOf(b, base);
      // Beyond this the figure tells nothing more, and JSON could not hold it.
      const size = step < 0n ? -step : step;
      return size > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(size);
    }
  return undefined;
}

const numberOf = (digits: string, base: bigint) =>
  Array.from(digits).reduce((sum, digit) => sum * base + BigInt(Number.parseInt(digit, 36)), 0n);
