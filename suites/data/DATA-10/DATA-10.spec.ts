import { describe, it } from 'mocha';
import { eachListed, observed } from '../../answers.ts';
import { eachRow, evidence, expect } from '../../vocabulary.ts';

describe('DATA-10 Children are not profiled by default', () => {
  it('DATA-10-1 every profiling or personalisation option is off after set-up', () => {
    const used = evidence('declaration').ixit.personalData.filter(({ profiling }) => profiling === true);
    if (used.length > 0) {
      const items = used.map(({ item }) => `"${item}"`).join(', ');
      expect(options(), `${items} is used for profiling, and no declared choice leaves it off`).to.not.be.empty;
    }
    eachRow(
      options(),
      ({ id, asks }) => {
        const state = observed('state-found', id, ['not-found']);
        expect(state, `after set-up "${asks}" is: ${state}`).to.equal('off');
      },
      { empty: 'the declaration names no item that is used for profiling and no choice about it' },
    );
  });

  it('DATA-10-2 every profiling or personalisation option that was found is declared', () => {
    const declared = options().map(({ id }) => id);
    eachListed('options-found', declared, 'choice about profiling');
  });
});

const options = () => evidence('declaration').ixit.choices.filter(({ kind }) => kind === 'profiling');
