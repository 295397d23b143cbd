import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { daysAfter, lifetimes } from '../../reports/accreditation/metadata.ts';
import { readRepository } from '../../reports/accreditation/repository.ts';
import { makeScheme, now, type Scheme } from '../../reports/accreditation/scheme.fixture.ts';
import { dueIn } from './scheme-due.ts';

describe('what of a scheme is due', () => {
  let scheme: Scheme;

  before(async () => {
    scheme = await makeScheme();
  });
  after(() => scheme.remove());

  // The laboratory of the fixture has one key, for 300 days; the machine's signatures are the first to end.
  const cases: readonly (readonly [days: number, named: readonly string[]])[] = [
    [0, []],
    [lifetimes.timestamp - 3, []],
    [lifetimes.timestamp - 1, ['what the machine signed ends']],
    [lifetimes.timestamp + 1, ['what the machine signed ended']],
    [lifetimes.targets - 20, ['the trust list ends', 'what the machine signed ended']],
    [250, ['the trust list ended', 'what the machine signed ended', 'the last key of example-lab ends']],
    [
      310,
      ['the root ends', 'the trust list ended', 'what the machine signed ended', 'the last key of example-lab ended'],
    ],
  ];

  for (const [days, named] of cases)
    it(`${days} days later: ${named.join(', ') || 'nothing'}`, () => {
      const said = dueIn(readRepository(scheme.folder), daysAfter(now, days));
      expect(said.map((line) => /^Due {3}(.+?) at \d/.exec(line)?.[1])).to.deep.equal(named);
      for (const line of said) expect(line).to.match(/: toymark scheme (?:rotate|refresh|add-key) \S+ /);
    });
});
