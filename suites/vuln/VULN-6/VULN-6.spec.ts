import { describe, it } from 'mocha';
import { documentsOf, published, type Retrieved } from '../../documents.ts';
import { instant } from '../../reading.ts';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';

describe('VULN-6 A finder is led to the policy', () => {
  it('VULN-6-1 a valid unexpired security.txt points to the policy', () => {
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
