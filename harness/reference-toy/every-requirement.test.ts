import { expect } from 'chai';
import { describe, it } from 'mocha';
import { load } from '../../schemas/load.ts';
import { requirementFiles } from '../../schemas/read-standard.ts';
import { loadDefects } from './defect.ts';

describe('every requirement that is judged', () => {
  it('is broken by a defect of the reference toy, so that its catching is shown', async () => {
    const broken = new Set((await loadDefects()).flatMap(({ fails }) => fails));
    const judged = [...requirementFiles().values()]
      .map((file) => load('requirement', file).value)
      .filter(({ maturity, testCases }) => maturity !== 'proposed' && maturity !== 'withdrawn' && testCases.length > 0);
    expect(judged.map(({ id }) => id).filter((id) => !broken.has(id))).to.deep.equal([]);
  });
});
