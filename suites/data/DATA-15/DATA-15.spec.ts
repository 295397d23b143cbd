import { describe, it } from 'mocha';
import { eachRefused } from '../../strangers.ts';

describe('DATA-15 Withdrawn access ends at once', () => {
  it("DATA-15-1 a withdrawn person's session and token end at once", () => {
    eachRefused(({ credentials }) => credentials === 'removed-relative');
  });
});
