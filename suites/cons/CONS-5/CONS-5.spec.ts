import { describe, it } from 'mocha';
import { documentsOf, expectNamed, published, quoted, reachable } from '../../documents.ts';
import { eachRow, evidence, expect } from '../../vocabulary.ts';

const required = ['operator', 'contact', 'items', 'purposes', 'recipients', 'retention', 'rights', 'how-to-use-rights'];

describe('CONS-5 The privacy policy says what the law and this standard ask', () => {
  it('CONS-5-1 the policy contains each required statement', () => {
    const policies = documentsOf('privacy-policy');
    const rows = policies.flatMap((policy) =>
      required.map((states) => ({ id: `${policy.id}/${states}`, policy, states })),
    );
    eachRow(rows, ({ policy, states }) => {
      published(policy);
      const { quote } = quoted(policy, states);
      if (states === 'contact')
        expect(quote, `the contact in ${policy.id} holds neither an address nor a number`).to.match(reachable);
    });
  });

  it('CONS-5-2 the policy agrees with the declared inventory and recipients', () => {
    const { personalData, recipients } = evidence('declaration').ixit;
    const policies = documentsOf('privacy-policy');
    expect(personalData, 'the declaration names no item of personal data').to.not.be.empty;
    const receiving = new Set(personalData.flatMap((item) => item.recipients));
    const named = [
      ...personalData.map(({ id, item }) => ({ states: `items/${id}`, words: item })),
      ...recipients
        .filter(({ id }) => receiving.has(id))
        .map(({ id, operator }) => ({ states: `recipients/${id}`, words: operator })),
    ];
    const rows = policies.flatMap((policy) =>
      named.map((each) => ({ id: `${policy.id}/${each.states}`, policy, ...each })),
    );
    eachRow(rows, ({ policy, states, words }) => {
      published(policy);
      expectNamed(policy, states, words);
    });
  });
});
