import { describe, it } from 'mocha';
import { eachRow, expect, inconclusive, wholeEvidence } from '../../vocabulary.ts';

describe('API-9 Linking a toy needs its owner', () => {
  it("API-9-1 claiming a linked toy or accepting one's own invitation is refused", () => {
    eachRow(wholeEvidence('api-access').links, ({ call, attempt, took, control }) => {
      expect(took, `${call} linked without the owner (${attempt})`).not.to.equal(true);
      if (took === null) inconclusive(`what ${call} did was not seen (${attempt})`);
      if (!control) inconclusive(`${call} does not work with the owner's consent either (${attempt})`);
    });
  });
});
