import { describe, it } from 'mocha';
import { eachRow, evidence, expect } from '../../vocabulary.ts';

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
});

const hollow =
  /^\W*(none|no|nothing|n\/?a|not applicable|unknown|various|other|diverse|several|to be (decided|defined|determined)|tb[ad])?\W*$/i;
