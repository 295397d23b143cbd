import { describe, it } from 'mocha';
import { chosen, observed } from '../../answers.ts';
import { expect } from '../../vocabulary.ts';

describe('UPD-8 A guardian learns of updates', () => {
  it('UPD-8-1 an offered update shows a message with these contents', () => {
    expect(observed('told', undefined, ['not-offered']), 'no message told of the update').to.equal('told');
    expect(chosen('need'), 'of the need for the update the message is').to.equal('says');
    expect(chosen('risk'), 'of the risk that the update removes the message is').to.equal('plain');
  });
});
