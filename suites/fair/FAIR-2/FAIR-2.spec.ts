import { describe, it } from 'mocha';
import { chosen, measured } from '../../answers.ts';
import { answer, eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';

describe('FAIR-2 The child is not pushed to share', () => {
  it('FAIR-2-1 each answer that protects is as prominent and as short as the other', () => {
    eachRow(
      evidence('declaration').ixit.choices,
      ({ id, asks, protects, shares }) => {
        const place = chosen('place', id);
        if (answer('place', id).photo === undefined) inconclusive(`no picture shows "${asks}"`);
        expect(place, `"${protects}" is not beside "${shares}": ${place}`).to.equal('together');
        expect(chosen('look', id), `"${shares}" stands out beside "${protects}"`).to.not.equal('sharing');
        expect(chosen('preset', id), `"${shares}" is selected beforehand`).to.not.equal('sharing');
        const steps = measured('extra-steps', id);
        expect(steps, `"${protects}" takes ${steps} steps more than "${shares}"`).to.equal(0);
      },
      { empty: 'the declaration names no question of the product' },
    );
  });

  it('FAIR-2-2 refusing takes no more steps than accepting', () => {
    const { ixit, product } = evidence('declaration');
    const pages = new Set(product.parts.filter(({ kind }) => kind === 'web-app').map(({ id }) => id));
    const { journeys } = evidence('web-session');
    eachRow(
      ixit.choices.filter(({ part }) => pages.has(part)),
      ({ id }) => {
        const steps = (answer: string) =>
          journeys
            .filter((journey) => journey.choice === id && journey.answer === answer && journey.completed)
            .map(({ acts, proofs }) => acts - proofs);
        const [protecting, sharing] = [steps('protects'), steps('shares')];
        if (protecting.length === 0 || sharing.length === 0)
          inconclusive('the journeys with both answers did not come to their end');
        const [no, yes] = [Math.min(...protecting), Math.min(...sharing)];
        expect(no, `the answer that protects takes ${no} steps, the other ${yes}`).to.be.at.most(yes);
      },
      { empty: 'no declared choice is asked on the pages' },
    );
  });
});
