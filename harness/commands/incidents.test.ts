import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { airTools } from '../air/air.ts';
import { needs } from '../development/needs.ts';
import { scratch } from '../development/peer.ts';
import { toymark } from '../real-servers/command-line.ts';
import { loadIncidents } from '../reference-toy/incidents/incident.ts';
import { judgeIncidents, type JudgedIncident } from './incidents-run.ts';

const incidents = await loadIncidents();

describe('toys that went wrong before', function () {
  this.timeout(300_000);
  const { folder, remove } = scratch();
  let judged: readonly JudgedIncident[] = [];
  before(async function () {
    needs(this, ...airTools);
    const interrupt = new AbortController().signal;
    judged = await judgeIncidents(incidents, { folder, interrupt, done: () => undefined });
  });
  after(remove);

  for (const { id, sources } of incidents)
    it(`${id} fails exactly what is listed of its radio, and names its sources`, () => {
      const found = judged.find((each) => each.id === id);
      expect(found?.failing).to.deep.equal(found?.listed);
      expect(found?.failing.length).to.be.above(0);
      expect(sources.length).to.be.above(0);
    });

  it('are listed with what is known of them', async () => {
    const { code, output } = await toymark('incidents', '--list');
    expect(code).to.equal(0);
    for (const { id } of incidents) expect(output).to.contain(id);
  });

  it('that nobody knows are refused', async () => {
    const { code, output } = await toymark('incidents', 'nobody-1999');
    expect(code).to.equal(64);
    expect(output).to.contain('cayla-2014');
  });
});
