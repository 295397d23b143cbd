import { describe, it } from 'mocha';
import { eachRow, expect, inconclusive, wholeEvidence } from '../../vocabulary.ts';

describe('API-8 Errors tell nothing of the inside', () => {
  it('API-8-1 provoked errors contain no internal detail', () => {
    const { errors } = wholeEvidence('api-access');
    const calls = [...new Set(errors.map(({ call }) => call))].map((id) => ({ id }));
    eachRow(calls, ({ id }) => {
      const rows = errors.filter(({ call }) => call === id);
      for (const { provocation, details } of rows)
        expect(details, `${id} tells of its inside after ${provocation} (${details.join(', ')})`).to.be.empty;
      if (!rows.every(({ control }) => control)) inconclusive(`${id} did not work before it was provoked`);
      if (!rows.some(({ status }) => status !== null && status >= 400))
        inconclusive(`nothing made ${id} answer with an error`);
    });
  });
});
