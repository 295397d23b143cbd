import { describe, it } from 'mocha';
import { chosen, measured } from '../../answers.ts';
import { expect, limit } from '../../vocabulary.ts';

describe('LIFE-1 Factory reset removes the child', () => {
  it('LIFE-1-2 the reset is simple, described and confirmed', () => {
    const [described, aids, confirmed] = [chosen('described'), chosen('aids'), chosen('confirmed')];
    const steps = measured('steps');
    expect(described, `the description of the reset was: ${described}`).to.equal('in-guide');
    expect(steps, `the reset takes ${steps} steps`).to.be.at.most(limit('steps'));
    expect(aids, `besides the toy the reset needs: ${aids}`).to.be.oneOf(['nothing', 'household']);
    expect(confirmed, `the end of the reset was: ${confirmed}`).to.equal('shown');
  });
});
