import { expect } from 'chai';
import { describe, it } from 'mocha';
import { requirementFiles } from '../../schemas/read-standard.ts';
import { entryOf, loadProductIncidents, proposedAmong } from './product-incident.ts';
import { loadRadioIncidents } from './incidents/incident.ts';

const shown = await loadProductIncidents();
const radios = new Set((await loadRadioIncidents()).map(({ id }) => id));

describe('incidents that the reference toy shows', () => {
  it('are those of services and portals, and the rest of toys whose radio went wrong', () => {
    expect(shown.map(({ name }) => name)).to.include.members([
      ...['vtech-2015', 'fisher-price-2016', 'hereo-2016', 'cloudpets-2017', 'tictoctrack-2019', 'gator-2019'],
      ...['sma-watch-2019', 'robot-2024', 'bondu-2026', 'miko-2026', 'cayla-2014', 'ique-2016'],
    ]);
  });

  for (const { name, fails } of shown)
    it(`${name} has to make everything fail that is listed, but for its radio and what is proposed`, () => {
      const { caughtBy } = entryOf(name);
      const elsewhere = caughtBy.filter((id) => id.startsWith('BT-') && radios.has(name));
      expect([...fails, ...elsewhere, ...proposedAmong(caughtBy)].sort()).to.deep.equal(caughtBy.toSorted());
    });

  for (const { name, known } of shown)
    it(`${name} says what was filled in`, () => expect(known).to.contain('Filled in:'));

  it('take what every defect of theirs needs, and no journey besides', () => {
    const journeys = (id: string) => shown.find(({ name }) => name === id)?.journeys;
    expect(journeys('vtech-2015')).to.have.members(['sign-up', 'consent', 'withdrawal', 'age-question', 'age-again']);
    expect(journeys('ique-2016')).to.have.members(['sign-up', 'consent', 'child-profile', 'play', 'withdrawal']);
  });

  it('name requirements that exist', () => {
    const known = [...requirementFiles().keys()];
    expect(known).to.include.members(shown.flatMap(({ fails }) => fails));
  });
});
