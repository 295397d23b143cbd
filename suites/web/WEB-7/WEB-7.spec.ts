import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { byKey } from '../../web-session.ts';

describe('WEB-7 What a user writes is never run as script', () => {
  it('WEB-7-1 an injected script from a field entered by a user does not run', () => {
    const { injections } = evidence('web-session');
    eachRow(
      byKey(injections, ({ journey, field }) => `${journey}: ${field}`),
      ({ id }) => {
        const tries = injections.filter(({ journey, field }) => `${journey}: ${field}` === id);
        const ran = tries.find((each) => each.ran);
        expect(ran?.form, `text for ${id} ran as script (${ran?.form ?? ''})`).to.equal(undefined);
        const open = tries.filter(({ taken, cameBack }) => taken && !cameBack).map(({ form }) => form);
        if (open.length === tries.length) inconclusive(`what was given to ${id} came back on no page`);
      },
    );
  });
});
