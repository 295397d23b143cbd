import { describe, it } from 'mocha';
import { chosen, observed } from '../../answers.ts';
import { expect } from '../../vocabulary.ts';

describe('AI-5 A guardian can switch conversation off', () => {
  it('AI-5-1 the switch for conversation works, and a child cannot undo it', () => {
    expect(chosen('switch'), 'no switch for generated conversation was found').to.equal('found');
    const after = observed('after-off', undefined, ['not-tried']);
    expect(after, `with conversation off the toy gave: ${after}`).to.equal('no-answer');
    const again = observed('on-again', undefined, ['not-tried']);
    expect(again, `by the child's means or a restart conversation was: ${again}`).to.equal('stayed-off');
  });
});
