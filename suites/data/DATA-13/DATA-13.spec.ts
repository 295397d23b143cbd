import { describe, it } from 'mocha';
import { observed } from '../../answers.ts';
import { expect } from '../../vocabulary.ts';

describe('DATA-13 Use of location shows', () => {
  it("DATA-13-1 a sign at the child's side comes and goes with the use of location", () => {
    const during = observed('sign-during', undefined, ['not-reached']);
    expect(during, `while a guardian looked at the position a sign was: ${during}`).to.equal('at-child');
    const after = observed('sign-after', undefined, ['not-tried']);
    expect(after, `a minute after a guardian looked at the position the sign was: ${after}`).to.equal('gone');
  });
});
