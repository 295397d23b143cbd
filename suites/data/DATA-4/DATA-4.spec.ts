import { describe, it } from 'mocha';
import { chosen, eachListed } from '../../answers.ts';
import { eachRow, evidence, expect, inconclusive, inTime } from '../../vocabulary.ts';
import { journeysOf, varied, whereItStopped } from '../../web-session.ts';

describe('DATA-4 Play does not depend on extra data', () => {
  it('DATA-4-2 refusing each optional permission leaves the toy usable', () => {
    eachRow(
      evidence('declaration').ixit.choices,
      ({ id, asks, protects, withheld }) => {
        const works = chosen('after-refusing', id);
        const allowed = withheld === undefined ? ['all'] : ['all', 'declared-exception'];
        expect(works, `after "${protects}" to "${asks}" works: ${works}`).to.be.oneOf(allowed);
      },
      { empty: 'the declaration names no question that could be refused' },
    );
  });

  it('DATA-4-3 every question for data or permission that is met is declared', () => {
    const declared = evidence('declaration').ixit.choices.map(({ id }) => id);
    eachListed('questions-met', declared, 'question of the product');
  });

  it('DATA-4-1 sign-up and play succeed with only the required fields', () => {
    const { personalData } = evidence('declaration').ixit;
    const declared = journeysOf('sign-up', 'consent-as-guardian', 'child-profile', 'play').filter(
      ({ completed }) => completed,
    );
    if (declared.length === 0) inconclusive('no journey of sign-up, consent, profile or play came to its end');
    eachRow(declared, ({ id }) => {
      const demanded = evidence('web-session').filled.filter(({ journey, required }) => journey === id && required);
      for (const { control, canaries } of demanded)
        for (const canary of canaries)
          expect(
            personalData.some((item) => item.canary === canary),
            `"${control}" is demanded and no declared item says why`,
          ).to.equal(true);
      const refused = varied('refused').find(({ of }) => of === id);
      if (refused !== undefined)
        inconclusive(`another family was refused with every field too: ${whereItStopped(refused)}`);
      const less = varied('only-required').find(({ of }) => of === id);
      if (less === undefined) inconclusive('it was not tried with the demanded fields alone');
      if (!less.completed) inTime('web-session', less.lateness, `the pages on the way of ${less.id}`);
      expect(less.completed, `with the demanded fields alone ${whereItStopped(less)}`).to.equal(true);
    });
  });
});
