import { describe, it } from 'mocha';
import { eachRow, expect, inconclusive, wholeEvidence } from '../../vocabulary.ts';

describe('LIFE-2 A second owner starts fresh', () => {
  it("LIFE-2-1 after transfer neither family sees the other's data", () => {
    const { lives, remains } = wholeEvidence('account-lifecycle');
    const passed = lives.filter(({ occasion }) => occasion === 'transfer');
    if (passed.some(({ control }) => !control)) inconclusive('the unit could not be passed on');
    const after = remains.filter(({ occasion }) => occasion === 'transfer');
    eachRow(after, ({ call, credentials, way, marks, obeyed }) => {
      const who = `${credentials === 'former-family' ? 'the former family' : 'the next family'} (${way})`;
      expect(marks ?? 0, `${call} gave ${who} ${marks ?? 0} values of the other`).to.equal(0);
      expect(obeyed, `${call} of ${who} reached the toy of the other`).not.to.equal(true);
      if (marks === null) inconclusive(`${call} gave ${who} no answer`);
    });
  });
});
