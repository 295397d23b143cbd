import { describe, it } from 'mocha';
import { observed } from '../../answers.ts';
import { answer, eachRow, expect, inconclusive } from '../../vocabulary.ts';

const kinds = ['sign-in', 'new-link', 'changed-credential', 'repeated-failures'].map((id) => ({ id }));

describe('RES-7 A guardian can see security events', () => {
  it('RES-7-2 the record shows each kind of event to the guardian only', () => {
    const [impossible, shown] = [listed('impossible'), listed('shown')];
    const possible = kinds.filter(({ id }) => !impossible.includes(id));
    if (possible.length === 0) inconclusive('no kind of event is said to be possible');
    eachRow(possible, ({ id }) => {
      expect(shown, `the record does not show: ${id}`).to.include(id);
    });
    expect(observed('readers', undefined, ['not-tried']), 'the record opens to').to.equal('guardian-only');
  });
});

function listed(question: string): readonly string[] {
  const { list } = answer(question);
  if (list === undefined) inconclusive(`what was seen is not listed: ${question}`);
  return list.map((line) => line.trim().toLowerCase());
}
