import { expect } from 'chai';
import { describe, it } from 'mocha';
import { loadShownIncidents } from '../reference-toy/shown-incident.ts';
import { incidentsTable } from './incidents-table.ts';
import type { JudgedIncident } from './incidents-run.ts';

const judgedAs = (of: Partial<JudgedIncident>): JudgedIncident => ({
  ...{ id: 'toy-2014', product: 'A toy', year: 2014, parts: ['radio'], listed: ['BT-1'], failing: ['BT-1'] },
  ...{ proposed: [], agrees: true, undecided: [], findings: [] },
  ...of,
});

describe('the table of incidents', () => {
  it('fits into a hundred columns, whatever is listed, cannot be judged and stayed open', async () => {
    const incidents = await loadShownIncidents();
    const judged = incidents.map(({ id, product, year, caughtBy }) =>
      judgedAs({ id, product, year, listed: caughtBy, failing: caughtBy, proposed: caughtBy, undecided: caughtBy }),
    );
    const lines = incidentsTable(judged).split('\n');
    expect(lines.filter((line) => line.length > 100)).to.deep.equal([]);
    for (const { product } of incidents) expect(lines.join(' ')).to.contain(product.split(' ')[0]);
  });

  it('has the products whose radio went wrong, each with its sources', async () => {
    const incidents = await loadShownIncidents();
    const overAir = incidents.filter(({ radio }) => radio !== undefined);
    expect(overAir.map(({ id }) => id)).to.have.members([
      ...['cayla-2014', 'ique-2016', 'furby-connect-2017', 'cloudpets-2017', 'toyfi-2017', 'chatter-2021'],
      ...['smart-sketcher-2026', 'ble-wearables-2015', 'ble-carryover-2019', 'singing-machine-2019', 'sweyntooth-2020'],
    ]);
    for (const { id, sources, caughtBy } of overAir) {
      expect(sources.length, id).to.be.above(0);
      expect(caughtBy.filter((requirement) => requirement.startsWith('BT-')).length, id).to.be.above(0);
    }
  });

  it('stands in the order of the years, and says in capitals what does not agree', () => {
    const table = incidentsTable([
      judgedAs({ product: 'Newer toy', year: 2021, failing: [], agrees: false }),
      judgedAs({ product: 'Older toy' }),
    ]);
    expect(table).to.equal(
      [
        'Product                   Year  Listed                        Failed                        Agrees',
        '',
        'Older toy                 2014  BT-1                          BT-1                          yes',
        '',
        'Newer toy                 2021  BT-1                          nothing                       NO',
        '',
        '1 of 2 fail exactly what standard/incidents.yaml lists and an instrument can judge.',
        '',
      ].join('\n'),
    );
  });

  it('says what no instrument can judge yet, and what stayed open', () => {
    const table = incidentsTable([
      judgedAs({ listed: ['BT-1', 'BT-2', 'UPD-2'], proposed: ['UPD-2'], undecided: ['BT-2-1'], agrees: false }),
    ]);
    expect(table).to.contain('  not judged: UPD-2 (proposed, no instrument for it exists yet)\n');
    expect(table).to.contain('  stayed open: BT-2-1\n');
  });
});
