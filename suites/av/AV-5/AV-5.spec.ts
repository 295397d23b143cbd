import { describe, it } from 'mocha';
import { chosen, eachListed, observed } from '../../answers.ts';
import { eachRow, evidence, expect } from '../../vocabulary.ts';

describe('AV-5 Listening from afar shows at the toy', () => {
  it('AV-5-1 starting remote audio gives a sign at the toy before sound flows', () => {
    eachRow(
      received(),
      ({ id, during }) => {
        const first = chosen('first-noticed', id);
        expect(first, `at the start of "${during}" came first: ${first}`).to.be.oneOf(['sign', 'only-at-toy']);
        if (first === 'only-at-toy') return;
        const suppressed = observed('suppressed', id, ['not-tried']);
        expect(suppressed, `while one tried to silence it the sign of "${during}" was: ${suppressed}`).to.equal(
          'stayed',
        );
      },
      { empty: 'no declared capture is received by a person elsewhere' },
    );
  });

  it('AV-5-2 every way to listen from afar that was found is declared', () => {
    const declared = received().map(({ id }) => id);
    eachListed('ways-found', declared, 'capture that a person elsewhere receives');
  });
});

const received = () => evidence('declaration').ixit.captures.filter(({ receivedBy }) => receivedBy === 'person');
