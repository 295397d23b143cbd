import { describe, it } from 'mocha';
import { measured, observed } from '../../answers.ts';
import { eachCapture } from '../../sensors.ts';
import { expect, limit } from '../../vocabulary.ts';

describe('AV-1 Recording can be seen', () => {
  it('AV-1-1 the sign is on in every captured state and off in every other', () => {
    eachCapture(({ id, during }) => {
      const seen = observed('sign-during', id, ['not-reached']);
      expect(seen, `during "${during}" there was at the toy: ${seen}`).to.equal('without-reading');
      const metres = measured('noticed-from', id);
      expect(metres, `the sign of "${during}" is noticed from ${metres} m`).to.be.at.least(limit('metres'));
      const after = observed('sign-after', id, ['not-tried']);
      expect(after, `a minute after "${during}" the sign is: ${after}`).to.equal('gone');
    });
  });
});
