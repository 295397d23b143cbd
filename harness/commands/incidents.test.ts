import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { airTools } from '../air/air.ts';
import { cannot, needs } from '../development/needs.ts';
import { scratch } from '../development/peer.ts';
import { toymark } from '../real-servers/command-line.ts';
import { ownNetwork } from '../reference-toy/namespace.ts';
import { loadShownIncidents } from '../reference-toy/shown-incident.ts';
import type { JudgedIncident } from './incidents-run.ts';

const incidents = await loadShownIncidents();

describe('toys that went wrong before', function () {
  this.timeout(400_000);
  const { folder, remove } = scratch();
  let judged: readonly JudgedIncident[] = [];
  before(async function () {
    needs(this, ...airTools, 'unshare', 'ip');
    if (ownNetwork() === undefined) cannot(this, 'no network of its own is to be had');
    const { code, output } = await toymark('incidents', '--json', '--out', folder);
    expect(code, output).to.equal(0);
    judged = JSON.parse(output.slice(output.indexOf('[\n'))) as readonly JudgedIncident[];
  });
  after(remove);

  for (const { id, caughtBy, sources, known } of incidents)
    it(`${id} fails exactly what is listed of it, but for what is proposed, and names its sources`, () => {
      const { failing = [], proposed = [], undecided = [], agrees } = judged.find((each) => each.id === id) ?? {};
      expect([...failing, ...proposed].sort()).to.deep.equal([...caughtBy].sort());
      expect(failing.length).to.be.above(0);
      expect(undecided).to.deep.equal([]);
      expect(agrees).to.equal(true);
      expect(sources.length).to.be.above(0);
      expect(known).to.match(/filled in/i);
    });

  it('leave nothing unjudged but what has no instrument yet', () => {
    const left = new Set(judged.flatMap(({ proposed }) => proposed));
    expect([...left].sort()).to.deep.equal(['COMM-14', 'COMM-4', 'DATA-9', 'UPD-2']);
  });

  it('have their radio and the rest in one row where both went wrong', () => {
    const { parts, failing } = judged.find(({ id }) => id === 'cloudpets-2017') ?? {};
    expect(parts).to.deep.equal(['radio', 'rest']);
    expect(failing).to.include.members(['BT-2', 'API-4', 'NET-3']);
  });

  it('are listed with what is known of them', async () => {
    const { code, output } = await toymark('incidents', '--list');
    expect(code).to.equal(0);
    for (const { id } of incidents) expect(output).to.contain(id);
  });

  it('that nobody knows are refused', async () => {
    const { code, output } = await toymark('incidents', 'nobody-1999');
    expect(code).to.equal(64);
    expect(output).to.contain('cayla-2014').and.to.contain('vtech-2015');
  });
});
