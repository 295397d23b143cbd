import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { stringify } from 'yaml';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { load } from '../../schemas/load.ts';
import { packageRoot } from '../../schemas/package-root.ts';
import { readStandard } from '../../schemas/read-standard.ts';
import type { Declaration } from '../../schemas/types.ts';
import { scratch } from '../development/peer.ts';
import { toymark } from '../real-servers/command-line.ts';
import { gatherRun } from './gather-run.ts';
import { exitCodeOf, judgeRun } from './judge-run.ts';
import { startRun } from './plan-run.ts';
import { rejudge } from './rejudge.ts';
import { reportRun, type ReportOptions } from './report-run.ts';

const features = Object.fromEntries(readStandard('1.0').features.map(({ id }) => [id, false]));
const anybody = { name: 'Example Lab', address: '1 Example Street' };

const declaration: Declaration = {
  declaration: 1,
  product: {
    manufacturer: 'Example Toys Ltd',
    model: 'Plush Block',
    modelNumber: 'B-1',
    ages: { from: 3, to: 6 },
    placesOfSale: ['DE'],
    languages: ['de'],
    units: [{ id: 'unit-1', serial: 'B1-0001' }],
    parts: [{ id: 'block', kind: 'hardware', version: 'A' }],
  },
  edition: '1.0',
  level: 'substantial',
  features,
  ixit: { vulnerabilityTimes: [{ id: 'low', severity: 'low', acknowledgeDays: 7, actDays: 90 }] },
};

const bench = {
  bench: 1,
  laboratory: { ...anybody, kind: 'laboratory' },
  operators: [{ id: 'op-1', name: 'A. Examiner' }],
  reach: {},
};

describe('judging a stored run', () => {
  const { folder, remove } = scratch();
  const run = join(folder, 'run');
  const otherSuites = join(packageRoot, 'dist', `other-suites-${process.pid}`);

  before(async () => {
    writeFileSync(join(folder, 'declaration.yaml'), stringify(declaration));
    writeFileSync(join(folder, 'bench.yaml'), stringify(bench));
    const from = { declarationFile: join(folder, 'declaration.yaml'), benchFile: join(folder, 'bench.yaml') };
    const { run: made } = await startRun(run, from, { only: 'VULN-2-1' });
    await gatherRun(made, { on: () => undefined, interrupt: new AbortController().signal });
    await reportRun(run);
  });
  after(() => {
    rmSync(otherSuites, { recursive: true, force: true });
    remove();
  });

  it('gives the same bytes every time', async () => {
    const stored = readFileSync(join(run, 'judgements.json'), 'utf8');
    expect(canonicalJson((await judgeRun(run)).judgements)).to.equal(stored);
    expect(canonicalJson((await judgeRun(run)).judgements)).to.equal(stored);
  });

  it('finds what the declaration lacks, and the exit code says so', async () => {
    const judged = await judgeRun(run);
    expect(judged.judgements.judgements.map(({ testCase, verdict }) => [testCase, verdict])).to.deep.equal([
      ['VULN-2-1', 'fail'],
    ]);
    expect(exitCodeOf(judged)).to.equal(1);
  });

  it('by a corrected suite names that suite, and may come to another verdict', async () => {
    cpSync(join(packageRoot, 'dist', 'suites'), otherSuites, { recursive: true });
    const spec = join(otherSuites, 'vuln', 'VULN-2', 'VULN-2.spec.js');
    const text = readFileSync(spec, 'utf8');
    writeFileSync(
      spec,
      text.replace(
        /eachRow\(/,
        "eachRow([], () => undefined, { empty: 'the corrected suite asks nothing' }); return; eachRow(",
      ),
    );
    const own = (await judgeRun(run)).judgements;
    const other = (await judgeRun(run, { suites: otherSuites })).judgements;
    expect(other.judgements[0]?.verdict).to.equal('pass');
    expect(other.suites.digest).to.not.equal(own.suites.digest);
    expect({ ...other, suites: own.suites, judgements: [] }).to.deep.equal({ ...own, judgements: [] });
  });

  it('under another edition selects anew from the same declaration and names that edition', async () => {
    const edition = join(folder, 'strict.yaml');
    writeFileSync(
      edition,
      stringify({
        edition: '9.9',
        title: 'A strict one',
        status: 'draft',
        levels: ['basic', 'substantial', 'high'],
        requirements: [{ id: 'VULN-2', level: 'high' }],
      }),
    );
    const { judgements, plan } = await judgeRun(run, { edition });
    expect(judgements.edition.edition).to.equal('9.9');
    expect(plan.requirements.map(({ id, selection }) => [id, selection])).to.deep.equal([['VULN-2', 'above-level']]);
  });

  it('agrees with the report, and disagrees with a report that says something else', async () => {
    const { report } = await reportRun(run);
    expect(await rejudge(report, run)).to.include('byte for byte');
    const [judgement] = report.judgements;
    const forged = { ...report, judgements: [{ ...judgement!, verdict: 'pass' as const, rows: [] }] };
    const refused = await rejudge(forged, run).catch((error: unknown) => error);
    expect(refused).to.have.property('code', 'REJUDGED_DIFFERS');
  });

  it('builds a report again with its number and what it says of deviations, until somebody says otherwise', async () => {
    const [second, third] = ['unit-2 was behind a second router.', 'Example Lab Two provided the recordings.'];
    const build = async (options: ReportOptions = {}) => {
      const { report, kept } = await reportRun(run, options);
      return { id: report.id, deviations: report.statements.deviations, kept };
    };
    const { id, ...first } = await build({ deviation: [second] });
    expect(first).to.deep.equal({ deviations: [second], kept: [] });
    expect(await build()).to.deep.equal({ id, deviations: [second], kept: [second] });
    const { code, output } = await toymark('report', run, '--format', 'csv', '--deviation', third, second);
    expect(code, output).to.equal(1);
    expect(output).to.match(/--forget-deviations was not given:\n {2}unit-2 was behind a second router\.\n$/);
    expect(load('report', join(run, 'report.json')).value.statements.deviations).to.deep.equal([second, third]);
    const afresh = await build({ forgetDeviations: true, deviation: [third] });
    expect(afresh).to.deep.equal({ id, deviations: [third], kept: [] });
    expect(await build({ forgetDeviations: true })).to.deep.equal({ id, deviations: undefined, kept: [] });
  });

  it('builds no report over one that cannot be read: what it stated would be lost', async () => {
    const file = join(run, 'report.json');
    const whole = readFileSync(file, 'utf8');
    writeFileSync(file, whole.slice(0, 1000));
    const { code, output } = await toymark('report', run);
    expect(code).to.equal(65);
    expect(output).to.match(/report\.json REFUSED .*deviations cannot be taken over/);
    expect(readFileSync(file, 'utf8')).to.equal(whole.slice(0, 1000));
    writeFileSync(file, whole);
  });

  it('of several runs says for each what differs from what was stored, and judges on after one that it cannot', async () => {
    const [other, broken] = [join(folder, 'other'), join(folder, 'broken')];
    for (const copy of [other, broken]) cpSync(run, copy, { recursive: true });
    const stored = join(other, 'judgements.json');
    writeFileSync(stored, readFileSync(stored, 'utf8').replace('"verdict": "fail"', '"verdict": "pass"'));
    rmSync(join(broken, 'evidence'), { recursive: true });
    const { code, output } = await toymark('judge', run, broken, other, '--dry');
    expect(code).to.equal(65);
    expect(output).to.include(`${run}  0 pass, 1 fail, 0 inconclusive; the same bytes as stored`);
    expect(output).to.include(`${broken}  not judged`).and.to.include('nothing was gathered');
    expect(output).to.match(/other {2}0 pass, 1 fail, 0 inconclusive; differs from what was stored: VULN-2-1/);
    expect((await toymark('judge', run, other, '--dry')).code).to.equal(1);
  });

  it('of several runs prints one line of JSON each', async () => {
    const { output } = await toymark('judge', run, run, '--dry', '--json');
    const lines = output.trimEnd().split('\n');
    const { run: named, ...judgements } = JSON.parse(lines[1] ?? '') as { run: string };
    expect([lines.length, named]).to.deep.equal([2, run]);
    expect(canonicalJson(judgements)).to.equal(readFileSync(join(run, 'judgements.json'), 'utf8'));
  });

  it('refuses a declaration that was changed after planning', async () => {
    const changed = join(folder, 'changed');
    cpSync(run, changed, { recursive: true });
    const file = join(changed, 'declaration.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('actDays: 90', 'actDays: 1'));
    const refused = await judgeRun(changed).catch((error: unknown) => error);
    expect(refused).to.have.nested.property('problems[0].code', 'CONTRADICTION');
  });

  it('needs no toy, no network and no bench file', async () => {
    const moved = join(folder, 'elsewhere', 'run');
    mkdirSync(join(folder, 'elsewhere'));
    cpSync(run, moved, { recursive: true });
    rmSync(join(moved, 'bench.yaml'));
    expect(canonicalJson((await judgeRun(moved)).judgements)).to.equal(
      readFileSync(join(run, 'judgements.json'), 'utf8'),
    );
  });
});
