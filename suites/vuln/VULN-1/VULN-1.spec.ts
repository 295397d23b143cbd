import { describe, it } from 'mocha';
import { documentsOf, published, quoted, reachable } from '../../documents.ts';
import { lengthsInDays } from '../../reading.ts';
import { eachRow, expect, inconclusive, limit } from '../../vocabulary.ts';

describe('VULN-1 Anyone can report a vulnerability', () => {
  it('VULN-1-1 the policy is published with contact and times', () => {
    const rows = documentsOf('vulnerability-policy').flatMap((policy) =>
      ['contact', 'acknowledgement-time', 'status-update-time'].map((states) => ({
        id: `${policy.id}/${states}`,
        policy,
        states,
      })),
    );
    eachRow(rows, ({ policy, states }) => {
      published(policy);
      const { quote } = quoted(policy, states);
      if (states === 'contact') {
        expect(quote, `the contact in ${policy.id} holds neither an address nor a number`).to.match(reachable);
        return;
      }
      const longest = Math.max(...lengthsInDays(quote));
      if (longest === -Infinity) inconclusive(`no length of time could be read in "${quote}"`);
      const most = states === 'acknowledgement-time' ? limit('ackDays') : Infinity;
      expect(longest, `${policy.id} allows ${longest} days for acknowledgement: "${quote}"`).to.be.at.most(most);
    });
  });
});
