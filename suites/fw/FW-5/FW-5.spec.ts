import { describe, it } from 'mocha';
import { observed } from '../../answers.ts';
import { answer, expect, inconclusive } from '../../vocabulary.ts';

describe('FW-5 Debug interfaces are closed', () => {
  it('FW-5-1 each debug interface found on the board gives no access', () => {
    expect(listed('access'), 'access was given by').to.deep.equal([]);
    expect(listed('leaking'), 'a credential or personal data was put out by').to.deep.equal([]);
    expect(observed('looked', undefined, ['part', 'not-opened'])).to.equal('whole');
  });
});

function listed(question: string): readonly string[] {
  const { list } = answer(question);
  if (list === undefined) inconclusive(`what was found is not listed: ${question}`);
  return list.map((line) => line.trim()).filter((line) => line !== '');
}
