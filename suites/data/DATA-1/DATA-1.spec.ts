import { describe, it } from 'mocha';
import { eachRow, evidence, expect } from '../../vocabulary.ts';
import { byKey, matches, seesWhatIsEntered } from '../../web-session.ts';

describe('DATA-1 Every kind of personal data is declared', () => {
  it('DATA-1-3 each item has purpose, legal ground, recipients, place and retention', () => {
    const { personalData } = evidence('declaration').ixit;
    expect(personalData, 'the declaration names no item of personal data').to.not.be.empty;
    eachRow(personalData, ({ item, purpose, legalGround, retention, keptIn, recipients }) => {
      for (const [name, words] of Object.entries({ purpose, 'legal ground': legalGround, retention })) {
        expect(words, `"${item}" has no ${name}`).to.not.equal(undefined);
        expect(words, `the ${name} of "${item}" says nothing`).to.not.match(hollow);
      }
      expect(keptIn, `the declaration does not say where "${item}" is kept`).to.not.equal(undefined);
      if (keptIn?.includes('service') === true)
        expect(recipients, `"${item}" is kept in the service and has no recipient`).to.not.be.empty;
    });
  });

  it('DATA-1-2 every field sent by the companion app belongs to a declared item', () => {
    seesWhatIsEntered();
    const { personalData, recipients } = evidence('declaration').ixit;
    const { fields } = evidence('web-session');
    const telling = fields.filter(({ bench, canaries, lasting }) => !bench && (canaries.length > 0 || lasting));
    const covers = (item: (typeof personalData)[number], host: string) =>
      recipients.some((one) => item.recipients.includes(one.id) && matches(one.host, host));
    eachRow(
      byKey(telling, ({ host, place, name }) => `${host} ${place} ${name}`),
      ({ host, name, place }) => {
        const same = telling.filter((field) => field.host === host && field.name === name && field.place === place);
        for (const canary of new Set(same.flatMap(({ canaries }) => canaries)))
          expect(
            personalData.some((item) => item.canary === canary && covers(item, host)),
            `${canary} goes to ${host} as ${name}, which no declared item says`,
          ).to.equal(true);
        if (same.some(({ lasting }) => lasting))
          expect(
            personalData.some((item) => (item.fields ?? []).includes(name) && covers(item, host)),
            `${name} holds a lasting identifier and goes to ${host}, which no declared item says`,
          ).to.equal(true);
      },
    );
  });
});

const hollow =
  /^\W*(none|no|nothing|n\/?a|not applicable|unknown|various|other|diverse|several|to be (decided|defined|determined)|tb[ad])?\W*$/i;
