import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Problem } from '../../schemas/problem.ts';
import { ownStandard } from '../../schemas/read-standard.ts';
import { scratch } from '../development/peer.ts';
import { checkHouse } from './check.ts';
import { faultsAround, faultsInEditions } from './faults-around.fixture.ts';
import { faultsInRequirements } from './faults-in-requirements.fixture.ts';
import { publish } from './revise/publish.ts';
import { review } from './revise/review.ts';
import { seed } from './seeded.fixture.ts';

const faults = [...faultsInRequirements, ...faultsAround, ...faultsInEditions];
const edition = `edition: '0.9'
title: Toys
status: draft
levels: [basic, substantial, high]
requirements: [{ id: INFO-3, level: basic }]
`;

// The specimens are judged once for the whole standard elsewhere; here they would only be judged again.
const without = ['specimens', 'types'];

describe('faults that somebody makes in a copy of the standard', function () {
  this.timeout(60_000);
  const { folder, remove } = scratch();
  const copy = join(folder, 'standard');

  before(() => {
    cpSync(ownStandard, copy, { recursive: true });
    writeFileSync(join(copy, 'editions', '0.9.yaml'), edition);
    review({ ids: ['INFO-3'], by: 'A. Reader', because: 'read side by side', on: '2026-11-01' }, copy);
    publish({ edition: '0.9', on: '2026-11-02', found: [] }, copy);
  });
  after(remove);

  const found = async () => (await checkHouse({ folder: copy, without })).problems;
  const codesOf = (problems: readonly Problem[]) => [...new Set(problems.map(({ code }) => code))].sort();

  it('are none at first', async () => {
    expect(await found()).to.deep.equal([]);
  });

  for (const { what, edits, codes } of faults)
    it(`${codes.join(', ')}: ${what}`, async () => {
      const undo = seed(copy, edits);
      try {
        const problems = await found();
        expect(codesOf(problems)).to.deep.equal([...codes].sort());
        expect(problems.filter(({ where, problem }) => where === '' || problem === '')).to.deep.equal([]);
      } finally {
        undo();
      }
    });

  it('are forty at least, of as many kinds as the check knows', () => {
    expect(faults.length).to.be.above(40);
    expect(new Set(faults.flatMap(({ codes }) => codes)).size).to.be.above(30);
  });

  it('leave nothing behind', async () => {
    expect(await found()).to.deep.equal([]);
  });
});
