import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive, limit } from '../../vocabulary.ts';
import { journeysOf, reaching } from '../../web-session.ts';

describe('CONS-7 Asking for age does not invite a lie', () => {
  it('CONS-7-1 after an under-age answer a second answer is not accepted', () => {
    reaching('age-refused', 'age-question');
    const again = journeysOf('age-again');
    if (again.length === 0) inconclusive('no journey of kind age-again is declared');
    const known = evidence('web-session').journeys.some(
      ({ marks }) => marks.includes('function-reached') || marks.includes('signed-in'),
    );
    if (!known) inconclusive('nobody got to the function, not even with the answer of an adult');
    eachRow(again, ({ id, marks }) => {
      if (!marks.includes('age-refused')) inconclusive('the age of a child was not refused at first');
      expect(marks.includes('function-reached'), 'another age was accepted right after that of a child').to.equal(
        false,
      );
      const remembered = evidence('web-session').cookies.filter(({ journey, days }) => journey === id && days !== null);
      const hours = Math.max(...remembered.map(({ days }) => Math.round((days ?? 0) * 240) / 10));
      if (remembered.length > 0)
        expect(hours, `the answer is remembered for ${hours} hours`).to.be.at.least(limit('hours'));
    });
  });
});
