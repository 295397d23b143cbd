import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { declared } from '../../schemas/declared.ts';
import type { Answers, Report } from '../../schemas/types.ts';
import { airTools } from '../air/air.ts';
import { needs } from '../development/needs.ts';
import { scratch } from '../development/peer.ts';
import { decentClassic } from '../reference-toy/bluetooth/classic-manners.ts';
import { decentLe } from '../reference-toy/bluetooth/manners.ts';
import { heardBy } from '../reference-toy/bluetooth/open-sound.ts';
import type { RadioToy } from '../reference-toy/incidents/incident.ts';
import { writePapers } from '../reference-toy/incidents/papers.ts';
import { gatherRadios } from './incidents-radio.ts';
import { examinerFor } from './examiner-for.ts';
import { gatherRun } from './gather-run.ts';
import { startRun } from './plan-run.ts';
import { reportRun } from './report-run.ts';

const interrupt = new AbortController().signal;
const answers: Answers['answers'] = [
  { question: 'BT-1-4/without-act', row: 'paws', choice: 'refused' },
  { question: 'BT-1-4/after-act', row: 'paws', choice: 'paired' },
  { question: 'BT-1-4/act', row: 'paws', choice: 'apart-from-play' },
  { question: 'BT-1-4/from-afar', row: 'paws', choice: 'only-by-hand' },
];
/** A decent bear with Classic, a microphone and calls. */
const bear: RadioToy = {
  ...{ id: 'bear', model: 'A bear with calls', answers, classic: decentClassic },
  features: ['bluetooth-classic', 'microphone', 'remote-audio'],
  ixit: {
    ...heardBy,
    pairingActs: [{ id: 'paws', radio: 'bluetooth-classic', act: 'Hold both paws for five seconds' }],
    classicServices: [
      { id: 'calls', classes: ['111e'], channel: 7, purpose: 'Calls of the phone', carries: ['sound'] },
      { id: 'stories', classes: ['110b'], psm: 0x19, purpose: 'Stories from the phone', carries: ['sound'] },
    ],
  },
};

const verdictsIn = ({ judgements }: Report) =>
  new Map(judgements.map(({ testCase, verdict }) => [testCase, verdict] as const));
const selectionsIn = ({ requirements }: Report) =>
  new Map(requirements.flatMap(({ testCases }) => testCases).map((each) => [each.id, each] as const));

describe('what a bench cannot show over the air', function () {
  this.timeout(120_000);
  const { folder, remove } = scratch();
  after(remove);

  describe('with emulated controllers', () => {
    let report: Report;
    before(async function () {
      needs(this, ...airTools);
      await gatherRadios([bear], { folder, interrupt, done: () => undefined });
      ({ report } = await reportRun(join(folder, 'bear')));
    });

    for (const id of ['BT-4-2', 'BT-14-2'])
      it(`is reported as not tested, and has no verdict: ${id}`, () => {
        expect(selectionsIn(report).get(id)).to.include({ selection: 'not-tested' });
        expect(selectionsIn(report).get(id)?.because).to.match(/^pending/);
        expect(verdictsIn(report).has(id)).to.equal(false);
        expect(report.limitations.join('\n')).to.match(new RegExp(`not performed.*${id}`));
      });

    it('takes nothing from what it can show', () => {
      for (const id of ['BT-1-2', 'BT-4-1', 'BT-5-1', 'BT-5-2', 'BT-7-3', 'BT-10-2', 'BT-11-2', 'BT-14-1'])
        expect(verdictsIn(report).get(id), id).to.equal('pass');
    });
  });

  describe('without its adapter', () => {
    let report: Report;
    before(async () => {
      const papers = writePapers(join(folder, 'papers'), {
        incident: { ...bear, features: [...bear.features, 'bluetooth-le'], le: decentLe },
        units: [{ id: 'unit-1', serial: 'S-1', radioAddresses: ['C0:00:00:00:00:01'] }],
        bluetooth: { adapter: 'hci:99' },
      });
      const { declaration: declarationFile, bench: benchFile } = papers;
      const { run, planned } = await startRun(join(folder, 'none'), { declarationFile, benchFile }, { only: 'BT' });
      const { examiner, operator } = await examinerFor(
        { answers: papers.answers, declaration: declared(planned.declaration.value) },
        { signal: interrupt, interrupt: () => undefined },
      );
      await gatherRun(run, { examiner, operator, on: () => undefined, interrupt });
      ({ report } = await reportRun(join(folder, 'none')));
    });

    it('is undecided, each with what the bench lacks, and nothing of it passes', () => {
      const overAir = report.judgements.filter(({ testCase }) => testCase !== 'BT-1-4');
      expect(overAir.length).to.be.above(20);
      expect(overAir.filter(({ verdict }) => verdict !== 'inconclusive').map(({ testCase }) => testCase)).to.deep.equal(
        [],
      );
      expect(report.outcome).to.equal('inconclusive');
    });

    it('says of each instrument what to do', () => {
      const failed = report.attempts.filter(({ kind }) => /^ble-|classic/.test(kind));
      expect(failed.map(({ kind }) => kind)).to.include.members(['ble-gatt', 'ble-pairing', 'bluetooth-classic']);
      for (const attempt of failed)
        expect(JSON.stringify(attempt)).to.match(
          /hci:99.*(npm install --no-save hci-socket@1\.0\.0|ls \/sys\/class\/bluetooth|modprobe)/,
        );
    });
  });
});
