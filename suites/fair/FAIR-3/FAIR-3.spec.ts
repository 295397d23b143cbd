import { describe, it } from 'mocha';
import { chosen, measured } from '../../answers.ts';
import { eachRow, evidence, expect, inconclusive, limit } from '../../vocabulary.ts';

const played = ['firmware', 'android-app', 'ios-app', 'web-app'];

describe('FAIR-3 The child is not urged to buy', () => {
  it('FAIR-3-1 no screen or phrase urges the child to buy', () => {
    const parts = evidence('declaration').product.parts.filter(({ kind }) => played.includes(kind));
    eachRow(parts, ({ id }) => {
      const minutes = measured('minutes', id);
      expect(chosen('offers', id), `${id} told the child to get something that can be bought`).to.not.equal('urged');
      if (minutes < limit('minutes')) inconclusive(`${id} was played for ${minutes} minutes only`);
    });
  });
});
