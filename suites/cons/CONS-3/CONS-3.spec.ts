import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { contacted, reaching, recipientOf, seesWhatIsEntered, sent, ownHosts } from '../../web-session.ts';

describe('CONS-3 Sharing needs its own consent', () => {
  it('CONS-3-1 the sharing choice is separate and off by default', () => {
    const asked = evidence('web-session').journeys.filter(
      ({ marks, variation }) => variation === undefined && marks.includes('sharing-asked'),
    );
    reaching('consent-given', 'consent-as-guardian', 'sign-up');
    if (asked.length === 0) inconclusive('no journey got as far as a question about sharing');
    eachRow(asked, ({ id, marks, completed }) => {
      const controls = evidence('web-session').controls.filter(
        ({ journey, asks, checked }) => journey === id && asks === 'consent-asked' && checked !== null,
      );
      expect(controls.length, 'sharing has no control of its own where consent is asked for').to.be.above(0);
      const set = controls.find(({ checked }) => checked === true);
      expect(set?.name, `"${set?.name ?? ''}" is selected beforehand`).to.equal(undefined);
      const forced = controls.find(({ required }) => required);
      expect(forced?.name, `"${forced?.name ?? ''}" has to be selected to go on`).to.equal(undefined);
      if (!completed || !marks.includes('consent-given')) inconclusive('the journey did not go on to consent');
    });
  });

  it('CONS-3-3 with sharing off the pages send no canary to a third party', () => {
    seesWhatIsEntered();
    reaching('function-reached', 'play');
    const { requests } = evidence('web-session');
    eachRow(contacted(requests.filter(({ sharing }) => !sharing)), ({ id }) => {
      const own = ownHosts().has(id) || (recipientOf(id) !== undefined && recipientOf(id)?.role !== 'third-party');
      const told = own ? undefined : sent().find(({ host, sharing }) => host === id && !sharing);
      expect(
        told?.canary,
        `${id} received ${told?.canary ?? ''} (${told?.encoding ?? ''}) while sharing was off`,
      ).to.equal(undefined);
    });
  });
});
