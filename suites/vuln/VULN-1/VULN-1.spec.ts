import { describe, it } from 'mocha';
import { documentsOf, published, quoted, reachable, type Retrieved } from '../../documents.ts';
import { instant, lengthsInDays } from '../../reading.ts';
import { eachRow, evidence, expect, inconclusive, limit } from '../../vocabulary.ts';

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

  it('VULN-1-2 a valid unexpired security.txt points to it', () => {
    const policies = evidence('declaration')
      .ixit.documents.filter(({ kind }) => kind === 'vulnerability-policy')
      .map(({ url }) => url);
    const rows = documentsOf('security-txt').flatMap((file) =>
      Object.entries(parts).map(([part, judge]) => ({ id: `${file.id}/${part}`, file, judge })),
    );
    eachRow(rows, ({ file, judge }) => {
      judge(published(file), policies);
    });
  });
});

type Judge = (file: Retrieved, policies: readonly (string | undefined)[]) => void;

const parts: Readonly<Record<string, Judge>> = {
  place: ({ source, finalUrl }) => {
    expect(source, `${source} is not the place of a security.txt`).to.match(
      /^https:\/\/[^/]+\/(\.well-known\/)?security\.txt$/,
    );
    expect(finalUrl ?? source, `${source} leads to an address without HTTPS`).to.match(/^https:\/\//);
  },
  contact: (file) => {
    const contacts = valuesOf(file, 'contact');
    expect(contacts, 'security.txt has no Contact').to.not.be.empty;
    for (const contact of contacts)
      expect(contact, `the Contact "${contact}" is no address`).to.match(/^(mailto:|https:\/\/|tel:)\S+$/i);
  },
  expires: (file) => {
    const [expires = '', ...more] = valuesOf(file, 'expires');
    expect(expires, 'security.txt has no Expires').to.not.equal('');
    expect(more, 'security.txt has more than one Expires').to.be.empty;
    const read = instant(file.retrievedAt);
    if (read === undefined) inconclusive('the moment of reading is not known');
    const ends = instant(expires);
    expect(ends, `Expires "${expires}" is no time`).to.not.equal(undefined);
    expect(ends, `security.txt expired ${expires}, read ${file.retrievedAt}`).to.be.above(read);
  },
  policy: (file, policies) => {
    const links = valuesOf(file, 'policy');
    expect(links, 'security.txt has no Policy').to.not.be.empty;
    const said = `security.txt points to ${links.join(', ')}, which is not the declared policy`;
    expect(
      links.some((link) => policies.includes(link)),
      said,
    ).to.equal(true);
  },
};

const valuesOf = ({ fields = [] }: Retrieved, name: string) =>
  fields.filter((field) => field.name.toLowerCase() === name).map(({ value }) => value.trim());
