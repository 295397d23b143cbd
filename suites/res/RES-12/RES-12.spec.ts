import { describe, it } from 'mocha';
import { chosen, observed } from '../../answers.ts';
import { eachRow, expect } from '../../vocabulary.ts';

describe('RES-12 A guardian can decline the record', () => {
  it('RES-12-1 the record can be switched off and is then empty', () => {
    const found = chosen('switch');
    if (found === 'no-record') {
      eachRow([], () => undefined, { empty: 'the product keeps no record of security events' });
      return;
    }
    expect(found, 'a switch for the record was').to.equal('found');
    expect(observed('after-off', undefined, ['not-tried']), 'with the record off a sign-in was').to.equal(
      'not-recorded',
    );
  });
});
