import { describe, it } from 'mocha';
import { grouped } from '../../grouped.ts';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { reaching, seesWhatIsEntered, sent } from '../../web-session.ts';

import { isOfGuardian } from '../family.ts';

describe('CONS-1 Notice comes before collection', () => {
  it('CONS-1-1 no canary or identifier is sent before the notice is shown', () => {
    seesWhatIsEntered();
    const { journeys, fields } = evidence('web-session');
    const shown = journeys.filter(({ marks }) => marks.includes('notice-shown'));
    if (shown.length === 0) inconclusive('no journey got as far as a notice');
    const before = sent().filter(({ phase, canary }) => phase === 'before-notice' && !isOfGuardian(canary));
    const sentEarly = grouped(before, ({ journey }) => journey);
    eachRow(journeys, ({ id }) => {
      const [early] = sentEarly(id);
      expect(
        early?.canary,
        `${early?.canary ?? ''} (${early?.encoding ?? ''}) was sent to ${early?.host ?? ''} before any notice was shown`,
      ).to.equal(undefined);
      const lasting = fields.find(
        (field) => field.journey === id && field.phase === 'before-notice' && field.lasting && !field.bench,
      );
      expect(
        lasting?.name,
        `the identifier ${lasting?.name ?? ''} was sent to ${lasting?.host ?? ''} before any notice was shown`,
      ).to.equal(undefined);
    });
  });

  it('CONS-1-2 the notice names the items and purposes of the declaration', () => {
    const { personalData } = evidence('declaration').ixit;
    const shown = reaching('notice-shown', 'notice', 'consent-as-guardian', 'sign-up').map(({ id }) => id);
    const even = (text: string) => text.toLowerCase().replaceAll(/\s+/g, ' ');
    const notices = evidence('web-session')
      .notices.filter(({ journey }) => shown.includes(journey))
      .map(({ text, language = '' }) => ({ text: even(text), language }));
    if (notices.length === 0) inconclusive('the words of the notice were not read');
    eachRow(personalData, ({ item, purpose, words = [] }) => {
      for (const { text, language } of notices) {
        const own = words.find((each) => language.startsWith(each.language)) ?? { item, purpose };
        expect(text.includes(even(own.item)), `the notice does not name "${own.item}"`).to.equal(true);
        expect(text.includes(even(own.purpose)), `the notice does not say "${own.purpose}"`).to.equal(true);
      }
    });
  });
});
