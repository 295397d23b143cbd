import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { stringify } from 'yaml';
import { canonicalJson } from '../../../schemas/canonical-json.ts';
import { UserError } from '../../../schemas/problem.ts';
import { ownStandard, readStandard } from '../../../schemas/read-standard.ts';
import type { Declaration } from '../../../schemas/types.ts';
import { generateRuns } from '../../development/generated-runs.ts';
import { scratch } from '../../development/peer.ts';
import { gatherRun } from '../gather-run.ts';
import { startRun } from '../plan-run.ts';
import { impactOf } from './across-cores.ts';
import { findRuns } from './find-runs.ts';
import type { ProductImpact, Question } from './impact.ts';
import { neededFor } from './needed.ts';
import { inMarkdown, told } from './tell.ts';

const features = Object.fromEntries(readStandard('1.0').features.map(({ id }) => [id, false]));

const declarationOf = (model: string, supportEnds: string, site: string): Declaration => ({
  declaration: 1,
  product: {
    manufacturer: 'Example Toys Ltd',
    model,
    modelNumber: 'B-1',
    ages: { from: 3, to: 6 },
    placesOfSale: ['DE'],
    languages: ['en'],
    units: [{ id: 'unit-1', serial: 'B1-0001' }],
    parts: [{ id: 'block', kind: 'hardware', version: 'A' }],
  },
  edition: '1.0',
  level: 'basic',
  features,
  ixit: {
    support: [{ id: 'block', part: 'block', firstSale: '2026-01-01', supportEnds }],
    documents: [
      {
        id: 'support',
        kind: 'support-statement',
        url: `${site}/${supportEnds}`,
        language: 'en',
        statements: [{ states: 'support-end', quote: mendedUntil(supportEnds) }],
      },
    ],
  },
});

const mendedUntil = (day: string) => `We mend it until ${day}.`;

const bench = {
  bench: 1,
  laboratory: { name: 'Example Lab', address: '1 Example Street', kind: 'laboratory' },
  operators: [{ id: 'op-1', name: 'A. Examiner' }],
  reach: {},
};

const question: Question = { before: { edition: '1.0' }, after: { edition: 'next' } };

describe('the impact of a revision', function () {
  this.timeout(120_000);
  const { folder, remove } = scratch();
  const runs = join(folder, 'runs');

  let site: Server;

  // The published support statement is read by the instrument for documents; nothing else is asked.
  before(async () => {
    site = createServer((request, response) => {
      response.setHeader('content-type', 'text/plain');
      response.end(`${mendedUntil((request.url ?? '').slice(1))} Ask us whenever something is unclear.`);
    });
    await once(site.listen(0, '127.0.0.1'), 'listening');
    const { port } = site.address() as AddressInfo;
    const products = [
      ['a-lasting', '2034-01-01'],
      ['b-short', '2031-06-01'],
      ['c-shorter', '2028-01-01'],
    ] as const;
    for (const [name, ends] of products) {
      const at = join(folder, name);
      mkdirSync(at);
      writeFileSync(join(at, 'declaration.yaml'), stringify(declarationOf(name, ends, `http://127.0.0.1:${port}`)));
      writeFileSync(join(at, 'bench.yaml'), stringify(bench));
      const from = { declarationFile: join(at, 'declaration.yaml'), benchFile: join(at, 'bench.yaml') };
      const { run } = await startRun(join(runs, name), from, { only: 'UPD-10' });
      await gatherRun(run, { on: () => undefined, interrupt: new AbortController().signal });
    }
  });
  after(() => {
    site.close();
    remove();
  });

  const outcomes = (products: readonly ProductImpact[]) => products.map(({ outcome }) => outcome);

  it('says of each product whether it conforms, would fail now, or failed already', async () => {
    const { products } = await impactOf(findRuns([runs]), question);
    expect(outcomes(products)).to.deep.equal(['conforms', 'now-fails', 'fails-already']);
    expect(products[1]?.failures).to.have.lengthOf(1);
    expect(products[1]?.failures[0]).to.include({ testCase: 'UPD-10-1', before: 'pass' });
    expect(products[1]?.failures[0]?.finding).to.include('before 2033-01-01, 7 years after the first sale');
    expect(products[2]?.failing).to.deep.equal(['UPD-10']);
  });

  it('says the other way round which products are relieved', async () => {
    const back = { before: question.after, after: question.before };
    const { products } = await impactOf([join(runs, 'b-short')], back);
    expect(products[0]).to.include({ outcome: 'conforms' });
    expect(products[0]?.relieved).to.deep.equal(['UPD-10']);
  });

  it('says which instruments are needed for what was never asked', async () => {
    const copy = join(folder, 'standard');
    cpSync(ownStandard, copy, { recursive: true });
    const file = join(copy, 'editions', 'next.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('follows:', 'except: [UPD-7]\nfollows:'));
    const whole = join(folder, 'whole');
    cpSync(join(runs, 'a-lasting'), whole, { recursive: true });
    // As if everything had been planned, and only the statement on support been gathered.
    const plan = join(whole, 'plan.json');
    const { only, ...planned } = JSON.parse(readFileSync(plan, 'utf8')) as Record<string, unknown>;
    expect(only).to.deep.equal(['UPD-10']);
    writeFileSync(plan, canonicalJson(planned));
    const { products } = await impactOf([whole], { ...question, after: { edition: 'next', folder: copy } });
    const kinds = products[0]?.needed.map(({ kind }) => kind);
    expect(products[0]?.outcome).to.equal('fails-already');
    expect(kinds).to.include('assessor');
    expect(products[0]?.needed.flatMap(({ testCases }) => testCases)).to.not.include('UPD-7-1');
    expect(products[0]?.needed.every(({ seconds }) => seconds > 0)).to.equal(true);
  });

  it('gives the same bytes however many processes share the work', async () => {
    const [decent, short] = [join(runs, 'a-lasting'), join(runs, 'b-short')];
    const many = generateRuns({ decent, defects: [short] }, join(folder, 'many'), 4);
    const all = findRuns([join(folder, 'many'), runs]);
    expect(all).to.have.lengthOf(3 + many.length);
    const alone = await impactOf(all, question, { jobs: 1 });
    const counted: number[] = [];
    const shared = await impactOf(all, question, { jobs: 2, on: (done) => counted.push(done) });
    expect(canonicalJson(shared)).to.equal(canonicalJson(alone));
    expect(counted.at(-1)).to.equal(all.length);
    expect(outcomes(shared.products).slice(0, 4)).to.deep.equal(['conforms', 'now-fails', 'conforms', 'now-fails']);
    expect(new Set(shared.products.map(({ product }) => product)).size).to.equal(all.length);
  });

  it('tells of a run that cannot be judged, and goes on', async () => {
    const damaged = join(folder, 'damaged');
    cpSync(join(runs, 'a-lasting'), damaged, { recursive: true });
    const file = join(damaged, 'declaration.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('2034-01-01', '2035-01-01'));
    const { products } = await impactOf([damaged, join(runs, 'a-lasting')], question);
    expect(outcomes(products)).to.deep.equal(['unreadable', 'conforms']);
    expect(products[0]?.problems[0]?.code).to.equal('CONTRADICTION');
  });

  it('has the manufacturer asked first where the vocabulary grew', async () => {
    const copy = join(folder, 'grown');
    cpSync(ownStandard, copy, { recursive: true });
    const file = join(copy, 'features.yaml');
    writeFileSync(file, `${readFileSync(file, 'utf8')}  - { id: wings, question: Can it fly?, help: Any height. }\n`);
    const after = { edition: 'next', folder: copy };
    const { products } = await impactOf([join(runs, 'a-lasting')], { ...question, after });
    expect(products[0]).to.include({ outcome: 'needs-evidence' });
    expect(products[0]?.problems[0]).to.include({ code: 'UNANSWERED_FEATURE', problem: 'wings: Can it fly?' });
  });

  it('is told to a committee: counts first, then what each requirement costs, then every product', async () => {
    const impact = await impactOf(findRuns([runs]), question);
    expect(told(impact)).to.match(/1 {2}Would fail now\n.*1 {2}Fails already/s);
    expect(told(impact)).to.include('UPD-10   1 product would fail now');
    expect(inMarkdown(impact)).to.include('| Example Toys Ltd b-short (B-1) | Would fail now | UPD-10-1: ');
    expect(inMarkdown(impact)).to.include('| Example Toys Ltd a-lasting (B-1) | Conforms |');
  });

  it('refuses a folder without a run, and one that is not there', () => {
    for (const place of [folder + '/a-lasting', folder + '/nowhere'])
      expect(() => findRuns([place])).to.throw(UserError, /^\S+ FILE /);
  });
});

describe('what has to be observed once more', () => {
  const task = (id: string, length: number) => ({
    id,
    kind: 'login-attempts' as const,
    target: id,
    units: [],
    occupies: [],
    estimatedSeconds: 30,
    limitSeconds: 60,
    testCases: ['AUTH-5-1'],
    with: { length },
  });
  const evidence = (tasks: readonly string[]) =>
    ({ entries: tasks.map((name) => ({ type: 'observed', task: name })) }) as unknown as Parameters<
      typeof neededFor
    >[1]['evidence'];

  it('is what was asked otherwise, or never', () => {
    const planned = [task('a', 8), task('b', 10)];
    const asked = [task('a', 10), task('b', 10), task('c', 10)];
    const needed = neededFor(['AUTH-5-1'], { planned, asked, evidence: evidence(['a', 'b']) });
    expect(needed).to.deep.equal([{ kind: 'login-attempts', tasks: ['a', 'c'], seconds: 60, testCases: ['AUTH-5-1'] }]);
  });

  it('is all of it where everything was observed and the question is still open', () => {
    const planned = [task('a', 8), task('b', 8)];
    const needed = neededFor(['AUTH-5-1'], { planned, asked: planned, evidence: evidence(['a', 'b']) });
    expect(needed[0]?.tasks).to.deep.equal(['a', 'b']);
    expect(neededFor([], { planned, asked: planned, evidence: evidence([]) })).to.deep.equal([]);
  });
});
