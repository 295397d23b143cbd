import { describe, it } from 'mocha';
import type { Declared } from '../../../schemas/types.ts';
import { eachRow, evidence, expect } from '../../vocabulary.ts';

type Ixit = Declared['ixit'];

describe('CONS-2 A guardian consents verifiably', () => {
  it('CONS-2-2 each consent method is one of the recognised methods', () => {
    const { consents, personalData, recipients } = evidence('declaration').ixit;
    const thirdParties = recipients.filter(({ role }) => role === 'third-party').map(({ id }) => id);
    const shared = personalData.filter((item) => item.recipients.some((id) => thirdParties.includes(id)));
    const leaving = personalData.filter((item) => item.recipients.length > 0);
    const rows = [
      ...consents.map((consent) => ({ id: `consents/${consent.id}`, judged: () => expectMethod(consent, shared) })),
      ...leaving.map((item) => ({ id: `personalData/${item.id}`, judged: () => expectCovered(item, consents) })),
    ];
    eachRow(
      rows,
      ({ judged }) => {
        judged();
      },
      { empty: 'no declared item leaves the toy or the app for a recipient' },
    );
  });
});

const recognised: readonly string[] = [
  'signed-form',
  'payment',
  'telephone-call',
  'video-call',
  'identity-document',
  'face-match',
  'knowledge-questions',
];
const internal: readonly string[] = ['email-and-confirmation', 'text-and-confirmation'];

function expectMethod({ id, method, items }: Ixit['consents'][number], shared: Ixit['personalData']): void {
  expect(method, `${id} rests on ${method}, which shows no adult`).to.be.oneOf([...recognised, ...internal]);
  const toOthers = shared.find((item) => items.includes(item.id));
  if (toOthers === undefined) return;
  const said = `${id} rests on ${method}, and "${toOthers.item}" goes to a third party`;
  expect(method, said).to.be.oneOf([...recognised]);
}

function expectCovered({ id, item }: Ixit['personalData'][number], consents: Ixit['consents']): void {
  const covered = consents.some(({ items }) => items.includes(id));
  expect(covered, `"${item}" goes to a recipient, and no declared consent covers it`).to.equal(true);
}
