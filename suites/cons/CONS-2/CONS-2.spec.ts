import { describe, it } from 'mocha';
import type { Declared } from '../../../schemas/types.ts';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { journeysOf, reaching, seesWhatIsEntered, sent, varied, whereItStopped } from '../../web-session.ts';

type Ixit = Declared['ixit'];

import { isOfGuardian } from '../family.ts';

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

  it('CONS-2-1 without completed consent no child profile can be created', () => {
    const { resumptions } = evidence('web-session');
    reaching('profile-created', 'child-profile', 'sign-up', 'consent-as-guardian');
    const [early] = resumptions.length > 0 ? [] : varied('broken-off');
    if (early !== undefined) inconclusive(`no family was brought as far as consent: ${whereItStopped(early)}`);
    eachRow(resumptions, ({ way, address, reached }) => {
      expect(
        reached.includes('profile-created'),
        `after ${way} (${address}) a profile was made without consent`,
      ).to.equal(false);
    });
  });

  it('CONS-2-3 a consent flow answered as a child ends without collection', () => {
    reaching('profile-created', 'child-profile', 'sign-up', 'consent-as-guardian');
    seesWhatIsEntered();
    const answered = journeysOf('consent-as-child');
    if (answered.length === 0) inconclusive('no journey of kind consent-as-child is declared');
    eachRow(answered, ({ id, marks }) => {
      expect(marks.includes('profile-created'), 'a profile was made after the answers of a child').to.equal(false);
      expect(marks.includes('consent-given'), 'consent was taken from a child').to.equal(false);
      const kept = sent().find(({ journey, canary }) => journey === id && !isOfGuardian(canary));
      expect(
        kept?.canary,
        `${kept?.canary ?? ''} was sent to ${kept?.host ?? ''} after the answers of a child`,
      ).to.equal(undefined);
    });
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
