import { describe, it } from 'mocha';
import { eachRow, expect, inconclusive, inTime, wholeEvidence } from '../../vocabulary.ts';

describe('API-12 The owner learns of a new link', () => {
  it('API-12-1 the owner is notified of each new link', () => {
    eachRow(wholeEvidence('api-access').notices, ({ call, does, linked, named, lateness }) => {
      if (!linked) inconclusive(`${call} linked nothing`);
      if (named === null) inconclusive(`the guardian's account gave no answer after ${call}`);
      if (!named) inTime('api-access', lateness, `a message about ${call}`);
      const what = does === 'link' ? 'the toy' : 'the person';
      expect(named, `nothing told the guardian of ${what} that ${call} linked`).to.equal(true);
    });
  });
});
