import { expect } from 'chai';
import { describe, it } from 'mocha';
import { calendarDays, instant, lengthsInDays, yearsAfter } from './reading.ts';

describe('what a reader takes from words', () => {
  const days: readonly (readonly [string, readonly string[]])[] = [
    ['supported until 2031-12-31', ['2031-12-31']],
    ['until 31 December 2031', ['2031-12-31']],
    ['until the 3rd of March 2031', ['2031-03-03']],
    ['until December 31, 2031', ['2031-12-31']],
    ['bis zum 31. März 2031', ['2031-03-31']],
    ["jusqu'au 1er août 2031", ['2031-08-01']],
    ['hasta el 5 de enero de 2031', ['2031-01-05']],
    ['bis 31.12.2031', ['2031-12-31']],
    ['until 3/4/2031', ['2031-03-04', '2031-04-03']],
    ['from 1 May 2026 until\n 1 May 2031', ['2026-05-01', '2031-05-01']],
    ['until 31 June 2031', []],
    ['until the end of 2031', []],
    ['for 5 years', []],
  ];
  for (const [words, expected] of days)
    it(`the days in "${words}"`, () => expect(calendarDays(words)).to.deep.equal(expected));

  const lengths: readonly (readonly [string, readonly number[]])[] = [
    ['within 7 days', [7]],
    ['within five working days', [7]],
    ['within 1 business day', [3]],
    ['within 48 hours', [2]],
    ['innerhalb von 3 Werktagen', [5]],
    ['innerhalb von 14 Tagen', [14]],
    ['sous 5 jours ouvrés', [7]],
    ['every 2 weeks', [14]],
    ['after 12 months', [372]],
    ['within 7 daysprings', []],
    ['soon', []],
    ['within 0.5 days', []],
  ];
  for (const [words, expected] of lengths)
    it(`the time in "${words}"`, () => expect(lengthsInDays(words)).to.deep.equal(expected));

  it('a time is read with its offset', () => {
    expect(instant('2026-12-31T23:00:00+01:00')).to.equal(instant('2026-12-31T22:00:00Z'));
    expect(instant('2026-12-31t22:00:00.5z')).to.equal((instant('2026-12-31T22:00:00Z') ?? 0) + 500);
    for (const wrong of ['2026-12-31', '31 December 2026', '2026-13-01T00:00:00Z', ''])
      expect(instant(wrong), wrong).to.equal(undefined);
  });

  it('years are added to a day', () => {
    expect(yearsAfter('2026-03-01', 5)).to.equal('2031-03-01');
    expect(yearsAfter('2028-02-29', 5)).to.equal('2033-02-28');
  });
});
