import { expect } from 'chai';
import { describe, it } from 'mocha';
import { load } from '../../schemas/load.ts';
import { requirementFiles } from '../../schemas/read-standard.ts';
import { holds } from '../plan/condition.ts';
import { loadDefects, loadVariations, spoiled } from './defect.ts';
import { decentProduct } from './product.ts';
import { placeHere } from './run-toy.ts';

/** To see an owner shut out, the bench would have to wait for the whole limit, an hour; specimens show it instead. */
const tooSlow = ['AUTH-10'];

describe('every requirement that is judged of the reference toy, or of what it could be', () => {
  it('is broken by a defect, so that its catching is shown', async () => {
    const broken = new Set((await loadDefects()).flatMap(({ fails }) => fails));
    const decent = decentProduct(placeHere());
    const products = [decent, ...(await loadVariations()).map((variation) => spoiled(decent, [variation]))];
    const features = products.map(({ declaration }) => new Map(Object.entries(declaration.features)));
    const judged = [...requirementFiles().values()]
      .map((file) => load('requirement', file).value)
      .filter(({ maturity, testCases }) => maturity !== 'proposed' && maturity !== 'withdrawn' && testCases.length > 0)
      .filter(({ applies }) => features.some((answers) => holds(applies, answers) === true));
    const shown = judged.filter(({ id, supersedes = '' }) => broken.has(id) || broken.has(supersedes));
    expect(judged.filter((each) => !shown.includes(each)).map(({ id }) => id)).to.deep.equal(tooSlow);
    expect(judged.length).to.be.above(30);
  });
});
