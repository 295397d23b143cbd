import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { load } from '../../schemas/load.ts';
import { ownStandard, requirementFiles } from '../../schemas/read-standard.ts';
import { loadDefects } from './defect.ts';
import { loadServiceIncidents } from './service-incident.ts';

const { incidents } = load('incidents', join(ownStandard, 'incidents.yaml')).value;
const shown = await loadServiceIncidents();
const broken = new Set((await loadDefects()).flatMap(({ fails }) => fails));

describe('incidents of services that the reference toy shows', () => {
  it('are those of services and portals', () => {
    expect(shown.map(({ name }) => name)).to.include.members([
      ...['vtech-2015', 'fisher-price-2016', 'hereo-2016', 'cloudpets-2017', 'tictoctrack-2019', 'gator-2019'],
      ...['sma-watch-2019', 'robot-2024', 'bondu-2026', 'miko-2026'],
    ]);
  });

  for (const { name, fails, elsewhere = {} } of shown)
    it(`${name} makes exactly what would have caught it fail, as far as it is judged of the toy`, () => {
      const found = incidents.find(({ id }) => id === name);
      if (found === undefined) expect.fail(`the standard knows no incident ${name}`);
      const told = Object.keys(elsewhere);
      expect(found.caughtBy).to.include.members(told);
      const caught = found.caughtBy.filter((id) => broken.has(id) && !told.includes(id));
      expect(fails).to.deep.equal(caught.toSorted());
    });

  it('name requirements that exist', () => {
    const known = [...requirementFiles().keys()];
    expect(known).to.include.members(shown.flatMap(({ fails }) => fails));
  });
});
