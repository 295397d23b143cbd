import { describe, it } from 'mocha';
import { contains, documentsOf, published, quoted, type Document } from '../../documents.ts';
import { eachRow, evidence, expect } from '../../vocabulary.ts';

describe('DATA-6 Retention is limited and public', () => {
  it('DATA-6-1 the privacy policy states a retention time for each declared item', () => {
    const { personalData } = evidence('declaration').ixit;
    const policies = documentsOf('privacy-policy');
    expect(personalData, 'the declaration names no item of personal data').to.not.be.empty;
    eachRow(personalData, ({ id, item, retention }) => {
      expect(retention, `the retention of "${item}" has no end: "${retention}"`).to.not.match(endless);
      const quotes = policies.map((policy) => quoted(stating(policy, `retention/${id}`), `retention/${id}`).quote);
      const said = `the words quoted for the retention of "${item}" do not hold the declared "${retention}"`;
      expect(
        quotes.some((quote) => contains(quote, retention)),
        said,
      ).to.equal(true);
    });
  });
});

const endless =
  /\b(indefinite(ly)?|for ?ever|unlimited|permanent(ly)?|without (end|limit)|as long as (necessary|needed|required))\b/i;

// A schedule of its own speaks for the policy that links to it.
function stating(policy: Document, states: string): Document {
  const { links } = published(policy);
  const says = (document: Document) => document.statements?.some((each) => each.states === states) === true;
  if (says(policy)) return policy;
  const schedule = evidence('declaration').ixit.documents.find(
    (candidate) =>
      candidate.kind === 'retention-schedule' &&
      candidate.language === policy.language &&
      candidate.url !== undefined &&
      links.includes(candidate.url) &&
      says(candidate),
  );
  if (schedule !== undefined) published(schedule);
  return schedule ?? policy;
}
