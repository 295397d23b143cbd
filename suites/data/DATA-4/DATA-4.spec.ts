import { describe, it } from 'mocha';
import { chosen, eachListed } from '../../answers.ts';
import { eachRow, evidence, expect } from '../../vocabulary.ts';

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
});
