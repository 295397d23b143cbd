import { describe, it } from 'mocha';
import { eachRow, expect, inconclusive, wholeEvidence } from '../../vocabulary.ts';

describe('DATA-8 A guardian can see what is held', () => {
  it('DATA-8-1 the export contains every canary that was entered', () => {
    const { lives, exported } = wholeEvidence('account-lifecycle');
    const done = lives.filter(({ occasion }) => occasion === 'export');
    if (done.length === 0 || done.some((life) => life.done === null)) inconclusive('no copy was asked for');
    const empty = done.filter(({ control }) => !control).map(({ api }) => api);
    if (empty.length > 0) inconclusive(`${empty.join(', ')} showed nothing of the family that a copy could hold`);
    const refused = done.filter((life) => life.done === false).map(({ api }) => api);
    expect(refused, `${refused.join(', ')} gave no copy`).to.be.empty;
    eachRow(exported, ({ item, entered, found }) => {
      if (!entered) inconclusive(`${item} was not entered`);
      expect(found, `the copy does not hold ${item}`).to.equal(true);
    });
  });
});
