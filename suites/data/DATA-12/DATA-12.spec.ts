import { describe, it } from 'mocha';
import { eachRow, evidence, expect } from '../../vocabulary.ts';
import { matches, seesWhatIsEntered, sent } from '../../web-session.ts';

describe('DATA-12 Each item goes only to its own recipients', () => {
  it('DATA-12-2 no canary of the pages reaches a host beside its declared recipients', () => {
    seesWhatIsEntered();
    const { personalData, recipients } = evidence('declaration').ixit;
    const seen = sent();
    // What the pages never got, such as a time of play, says nothing about where they would have sent it.
    const entered = new Set(evidence('web-session').entered.map(({ canary }) => canary));
    const given = personalData.filter(({ canary }) => canary !== undefined && entered.has(canary));
    eachRow(given, ({ item, canary, recipients: named }) => {
      const hosts = recipients.filter(({ id }) => named.includes(id)).map(({ host }) => host);
      const strays = seen.filter(
        ({ canary: found, host }) => found === canary && !hosts.some((declared) => matches(declared, host)),
      );
      const [first] = strays;
      expect(
        strays.length,
        `"${item}" reached ${first?.host ?? ''} (${first?.encoding ?? ''}), which is no declared recipient of it`,
      ).to.equal(0);
    });
  });
});
