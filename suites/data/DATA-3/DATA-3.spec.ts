import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive, limit } from '../../vocabulary.ts';
import { contacted } from '../../web-session.ts';

describe('DATA-3 No tracking or advertising of children', () => {
  it('DATA-3-2 no request goes to a known tracker or advertiser', () => {
    const { trackerLists, trackers } = evidence('web-session');
    if (trackerLists.length === 0) inconclusive('the bench names no list of trackers');
    for (const { title, date, ageDays } of trackerLists)
      if (ageDays > limit('listDays'))
        inconclusive(`the list "${title}" is of ${date}, ${ageDays} days before the journeys`);
    eachRow(contacted(), ({ id }) => {
      const found = trackers.find(({ host }) => host === id);
      expect(
        found?.rule,
        `${id}${found?.alias === undefined ? '' : ` (${found.alias})`} is named by the list: ${found?.rule ?? ''}`,
      ).to.equal(undefined);
    });
  });
});
