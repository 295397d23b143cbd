import { expect } from 'chai';
import { describe, it } from 'mocha';
import { loadShownIncidents } from '../reference-toy/shown-incident.ts';
import { incidentsTable } from './incidents-table.ts';
import type { JudgedIncident } from './incidents-run.ts';

const judgedAs = (of: Partial<JudgedIncident>): JudgedIncident => ({
  ...{ id: 'toy-2014', product: 'A toy', year: 2014, parts: ['radio'], listed: ['BT-1'], failing: ['BT-1'] },
  ...{ unshown: [], agrees: true, undecided: [], findings: [] },
  ...of,
});

describe('the table of incidents', () => {
  it('fits into a hundred columns, whatever is listed and cannot be shown', async () => {
    const incidents = await loadShownIncidents();
    const because =
      'a reason that is longer than what anybody would write on one line of a terminal, and then some more';
    const judged = incidents.map(({ id, product, year, caughtBy }) =>
      judgedAs({
        ...{ id, product, year, listed: caughtBy, failing: caughtBy },
        unshown: caughtBy.map((requirement) => ({ requirement, because })),
      }),
    );
    const lines = incidentsTable(judged).split('\n');
    expect(lines.filter((line) => line.length > 100)).to.deep.equal([]);
    for (const { product } of incidents) expect(lines.join(' ')).to.contain(product.split(' ')[0]);
  });

  it('has the seven toys whose radio went wrong, each with its sources', async () => {
    const incidents = await loadShownIncidents();
    const overAir = incidents.filter(({ radio }) => radio !== undefined);
    expect(overAir.map(({ id }) => id)).to.have.members([
      ...['cayla-2014', 'ique-2016', 'furby-connect-2017', 'cloudpets-2017', 'toyfi-2017', 'chatter-2021'],
      'smart-sketcher-2026',
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
        '1 of 2 fail exactly what standard/incidents.yaml lists and can be shown of them.',
        '',
      ].join('\n'),
    );
  });
});
