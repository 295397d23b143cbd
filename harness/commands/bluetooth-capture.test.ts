import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { stringify } from 'yaml';
import { readStandard } from '../../schemas/read-standard.ts';
import { scratch } from '../development/peer.ts';
import { legacyCapture, legacyToy } from '../probes/bluetooth-capture/air-recording.fixture.ts';
import { toymark } from '../real-servers/command-line.ts';
import { gatherRun } from './gather-run.ts';
import { judgeRun } from './judge-run.ts';
import { startRun } from './plan-run.ts';

const standard = readStandard('next');
const features = Object.fromEntries(standard.features.map(({ id }) => [id, id === 'bluetooth-le']));

const declaration = {
  declaration: 1,
  product: {
    ...{ manufacturer: 'Example Toys Ltd', model: 'Humming Bee', modelNumber: 'B-2', ages: { from: 3, to: 6 } },
    ...{ placesOfSale: ['DE'], languages: ['de'] },
    units: [{ id: 'unit-1', serial: 'B2-0001', radioAddresses: [legacyToy] }],
    parts: [{ id: 'bee', kind: 'hardware', version: 'A' }],
  },
  ...{ edition: standard.edition.edition, level: 'substantial', features },
  ixit: { pairingActs: [{ id: 'wing', radio: 'bluetooth-le', act: 'Hold the wing for five seconds' }] },
};

const bench = (captures: readonly object[]) => ({
  bench: 1,
  laboratory: { name: 'Example Lab', address: '1 Example Street', kind: 'laboratory' },
  operators: [{ id: 'op-1', name: 'A. Examiner' }],
  reach: {},
  bluetooth: { captures },
});

describe('a recording of Bluetooth as evidence', function () {
  this.timeout(60_000);
  const { folder, remove } = scratch();
  after(remove);
  let runs = 0;

  /** A planned run whose bench names these recordings. */
  async function planned(captures: readonly object[]) {
    const place = join(folder, `${runs++}`);
    mkdirSync(place);
    writeFileSync(join(place, 'bee.pcap'), legacyCapture);
    writeFileSync(join(place, 'declaration.yaml'), stringify(declaration));
    writeFileSync(join(place, 'bench.yaml'), stringify(bench(captures)));
    const from = { declarationFile: join(place, 'declaration.yaml'), benchFile: join(place, 'bench.yaml') };
    const { run } = await startRun(join(place, 'run'), from, { only: 'BT-3-4' });
    return run;
  }

  const gathered = { on: () => undefined, interrupt: new AbortController().signal };

  async function judged(folder: string) {
    const [judgement] = (await judgeRun(folder)).judgements.judgements;
    return judgement;
  }

  it('that the bench names is read and judged', async () => {
    const run = await planned([{ unit: 'unit-1', file: 'bee.pcap' }]);
    await gatherRun(run, gathered);
    const judgement = await judged(run.folder);
    expect(judgement).to.include({ testCase: 'BT-3-4', verdict: 'fail' });
    expect(JSON.stringify(judgement)).to.contain('a listener finds its key 000000 and reads 7 packets');
  });

  it('that is imported says the same, and names the instrument', async () => {
    const run = await planned([]);
    const recording = join(folder, 'bee.pcap');
    writeFileSync(recording, legacyCapture);
    const args = ['evidence', 'import', run.folder, 'bluetooth-capture/unit-1', recording];
    const imported = await toymark(...args, '--instrument', 'Ubertooth 2020-12-R1');
    expect(imported).to.include({ code: 0 });
    expect(imported.output).to.match(/^bluetooth-capture\/unit-1 recorded as attempt 1/);
    expect((await toymark('evidence', 'show', run.folder)).output).to.contain('with Ubertooth 2020-12-R1');
    expect(await judged(run.folder)).to.include({ verdict: 'fail' });
  });

  it('that is none is refused with the reason', async () => {
    const run = await planned([]);
    const nonsense = join(folder, 'nonsense.log');
    writeFileSync(nonsense, 'nothing of the kind');
    const args = ['evidence', 'import', run.folder, 'bluetooth-capture/unit-1', nonsense];
    const { code, output } = await toymark(...args, '--instrument', 'Sniffer 1');
    expect(code).to.equal(65);
    expect(output).to.match(/nonsense.log: neither btsnoop, pcap nor pcapng/);
  });

  it('that is missing leaves the test case open', async () => {
    const run = await planned([]);
    await gatherRun(run, gathered);
    expect(await judged(run.folder)).to.include({ verdict: 'inconclusive' });
  });
});
