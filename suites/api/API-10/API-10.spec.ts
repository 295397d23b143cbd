import { describe, it } from 'mocha';
import { eachRow, expect, inconclusive, inTime, limit, wholeEvidence } from '../../vocabulary.ts';

const [slower, leastMilliseconds] = [10, 500];

describe('API-10 Trying identifiers is slowed down', () => {
  it('API-10-1 enumeration of identifiers is slowed', () => {
    const most = limit('attempts');
    eachRow(wholeEvidence('api-access').enumerations, (row) => {
      const { call, answered, refusedAt, firstMilliseconds: first, lastMilliseconds: last, control, lateness } = row;
      if (!control) inconclusive(`${call} did not tell an identifier that exists from one that does not`);
      if (refusedAt === null && answered <= most) inconclusive(`${call} answered only ${answered} attempts`);
      const refused = refusedAt !== null && refusedAt <= most + 1;
      const slowed = last >= leastMilliseconds && last >= slower * first;
      if (!refused && last >= leastMilliseconds) inTime('api-access', lateness, `${call} to answer wrong identifiers`);
      expect(refused || slowed, `${call} answered ${answered} wrong identifiers, the last in ${last} ms`).to.equal(
        true,
      );
    });
  });
});
