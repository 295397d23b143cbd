import { describe, it } from 'mocha';
import { eachRow, expect, inconclusive, wholeEvidence } from '../../vocabulary.ts';

const [fewest, leastMilliseconds, overlap] = [8, 10, 0.05];

/** How often a time of the first row is longer than one of the second; a half where both are alike. */
const longer = (ones: readonly number[], others: readonly number[]): number =>
  ones
    .flatMap((one) => others.map((other) => (one > other ? 1 : one === other ? 0.5 : 0)))
    .reduce<number>((sum, each) => sum + each, 0) /
  (ones.length * others.length);

const median = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;

describe('API-11 Nobody learns who has an account', () => {
  it('API-11-1 login and reset answers do not reveal whether an account exists', () => {
    eachRow(wholeEvidence('api-access').disclosures, (row) => {
      const { call, control, sameStatus, sameWords, existingMilliseconds: known, unknownMilliseconds: unknown } = row;
      if (Math.min(known.length, unknown.length) < fewest) inconclusive(`${call} was answered too seldom`);
      if (control === false) inconclusive(`${call} does not do what it is for, with right values either`);
      expect(sameStatus, `${call} has another status where the account exists`).to.equal(true);
      if (sameWords === null) inconclusive(`${call} never answers twice in the same words`);
      expect(sameWords, `${call} has other words where the account exists`).to.equal(true);
      const share = longer(known, unknown);
      const apart = Math.abs(median(known) - median(unknown)) >= leastMilliseconds;
      const told = apart && Math.min(share, 1 - share) < overlap;
      expect(
        told,
        `${call} takes ${median(known)} ms where the account exists and ${median(unknown)} ms where not`,
      ).to.equal(false);
    });
  });
});
