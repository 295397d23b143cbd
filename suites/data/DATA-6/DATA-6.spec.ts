import { describe, it } from 'mocha';
import { contains, documentsOf, published, quoted, type Document } from '../../documents.ts';
import { eachRow, evidence, expect, inconclusive, wholeEvidence } from '../../vocabulary.ts';

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

  it('DATA-6-2 data past its declared time is gone', () => {
    const { lives, remains } = wholeEvidence('account-lifecycle');
    const waited = lives.filter(({ occasion }) => occasion === 'retention');
    eachRow(waited, ({ api, control, done, waitedHours }) => {
      if (!control) inconclusive(`nothing with a time of retention was kept at ${api}`);
      if (done !== true) inconclusive(`the time of retention at ${api} was not waited for`);
      const left = remains.filter((remain) => remain.occasion === 'retention' && remain.api === api);
      const given = left.filter(({ marks }) => (marks ?? 0) > 0).map(({ call }) => call);
      expect(given, `after ${waitedHours} hours ${given.join(', ')} still gave what should be gone`).to.be.empty;
      if (left.some(({ marks }) => marks === null)) inconclusive(`not everything at ${api} answered`);
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
