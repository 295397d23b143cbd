import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Judgement, Report } from '../../schemas/types.ts';
import { inOwnNetwork, ownNetwork } from '../development/namespace.ts';
import { scratch } from '../development/peer.ts';
import { toymark } from './command-line.ts';
import { hostileIxit, hostileUnit } from './hostile-unit.ts';
import { writeDocuments } from './line.ts';
import { service, type Scenario } from './scenario.ts';

const { folder, remove } = scratch();
const web = {
  features: ['network-web-interface'],
  ixit: { services: [service(443, 'https', { host: 'toy.example' })] },
};

/** Documents of a unit at an address, in a folder of their own. */
function documents(name: string, product: Pick<Scenario, 'features' | 'ixit'>, address: string) {
  const own = join(folder, name);
  mkdirSync(own);
  return { own, out: join(own, 'run'), ...writeDocuments(product, { address, folder: own }) };
}

async function run({ declarationFile, benchFile, out }: ReturnType<typeof documents>, only: string) {
  const ended = await toymark('run', declarationFile, '--bench', benchFile, '--out', out, '--only', only);
  const { judgements } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report;
  return { ...ended, judgements };
}

const rowOf = (judgements: readonly Judgement[], testCase: string, row: string) =>
  judgements.find((judgement) => judgement.testCase === testCase)?.rows.find(({ id }) => id.startsWith(row));

/** What must never reach a terminal or a page as it came: scripts, commands of a terminal, changes of direction. */
const raw = /<script>pwned|[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;

describe('bad input', function () {
  this.timeout(280_000);
  after(remove);
  if (!ownNetwork) {
    it('ends in a verdict or a reason, never in a crash, alone in a network of its own', function () {
      inOwnNetwork(this, import.meta.url);
    });
    return;
  }

  describe('a unit that does everything to the bench', () => {
    let told: Awaited<ReturnType<typeof run>>;
    let out: string;

    before(async () => {
      const unit = await hostileUnit();
      const given = documents('hostile', { features: ['network-web-interface'], ixit: hostileIxit }, '127.0.0.1');
      writeFileSync(join(given.own, 'anchor.pem'), unit.anchor);
      out = given.out;
      told = await run(given, 'NET-1-1,NET-1-3,NET-2,NET-3,NET-9,COMM-1,COMM-2').finally(unit.stop);
    });

    it('is judged to the end, in bounded time and memory', () => {
      expect(told.code, told.output).to.equal(1);
      expect(told.output).not.to.match(/probe-failed|timed-out|fault of toymark/);
      expect(told.seconds).to.be.below(180);
    });

    it('is found with every port it opens, also one that resets whoever connects', () => {
      expect(rowOf(told.judgements, 'NET-1-1', 'unit-1/tcp/ipv4/7005')).to.include({ verdict: 'fail' });
      for (const id of ['mute', 'endless', 'resets', 'banner', 'page', 'loop', 'certificate'])
        expect(rowOf(told.judgements, 'NET-1-3', id), id).to.include({ verdict: 'pass' });
    });

    it('passes nothing by silence', () => {
      for (const [testCase, rows] of [
        ['COMM-1-1', ['mute-tls/', 'endless-tls/']],
        ['COMM-2-1', ['mute-tls/', 'endless-tls/', 'certificate/']],
        ['NET-3-1', ['mute/', 'endless/', 'certificate/']],
        ['NET-9-1', ['front-of-mute', 'front-of-endless']],
      ] as const)
        for (const row of rows)
          expect(rowOf(told.judgements, testCase, row), `${testCase} ${row}`).to.include({ verdict: 'inconclusive' });
    });

    it('is told what to do about a chain that no common client reads', () => {
      for (const testCase of ['COMM-2-1', 'COMM-2-2'])
        expect(rowOf(told.judgements, testCase, 'certificate/')?.detail, testCase).to.match(/longer than .*; ask for/);
    });

    it('leaves no script and no command of a terminal in what people read', async () => {
      const shown = await toymark('evidence', 'show', out);
      const reported = await toymark('report', out, '--format', 'html,markdown,junit');
      for (const { output } of [told, shown, reported]) expect(output).not.to.match(raw);
      expect(readFileSync(join(out, 'report.html'), 'utf8')).to.include('pwned');
      for (const name of ['report.html', 'report.md', 'report.junit.xml'])
        expect(readFileSync(join(out, name), 'utf8'), name).not.to.match(raw);
    });
  });

  it('a unit that is not there is inconclusive with the reason, within twenty seconds', async () => {
    execFileSync('sh', [
      '-ec',
      'ip link add bench type veth peer name toy; ip addr add 192.0.2.1/24 dev bench; ip link set bench up; ip link set toy up',
    ]);
    const told = await run(documents('absent', web, '192.0.2.9'), 'NET-1');
    expect(told.code, told.output).to.equal(2);
    expect(told.output).to.include('unreachable');
    for (const { testCase, verdict, reason } of told.judgements)
      expect([verdict, reason], testCase).to.deep.equal(['inconclusive', 'evidence-missing']);
    expect(told.seconds).to.be.below(20);
  });

  it('a trust anchor that is not there costs the verdicts that need it, and says so', async () => {
    const ixit = {
      services: [service(443, 'https', { host: 'toy.example', trustAnchor: 'root' })],
      trustAnchors: [{ id: 'root', file: 'nowhere.pem' }],
    };
    const told = await run(documents('anchor', { ...web, ixit }, '127.0.0.1'), 'COMM-2-1');
    expect(told.code, told.output).to.equal(2);
    expect(told.output).to.match(/input-missing.*nowhere\.pem/);
  });

  it('secrets that cannot be read stop the run before it begins, with exit code 65', async () => {
    const given = documents('secrets', web, '127.0.0.1');
    const bench = readFileSync(given.benchFile, 'utf8').replace('secrets.yaml', 'nowhere.yaml');
    writeFileSync(given.benchFile, bench);
    const { declarationFile, benchFile, out } = given;
    const told = await toymark('run', declarationFile, '--bench', benchFile, '--out', out, '--only', 'COMM-1');
    expect(told.code, told.output).to.equal(65);
    expect(told.output).to.match(/nowhere\.yaml.* FILE /);
  });

  it('fifty mistakes in a declaration are told at once, each with its place', async () => {
    const given = documents('mistakes', web, '127.0.0.1');
    const lines = Array.from(
      { length: 50 },
      (_, index) => `    - { id: s-${index}, transport: smoke, port: 1, protocol: x,
        purpose: x, authentication: none }`,
    );
    const declaration = JSON.parse(readFileSync(given.declarationFile, 'utf8')) as object;
    const text = `${Object.entries(declaration)
      .filter(([key]) => key !== 'ixit')
      .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
      .join('\n')}\n`;
    writeFileSync(given.declarationFile, `${text}ixit:\n  services:\n${lines.join('\n')}\n`);
    const told = await toymark('plan', given.declarationFile, '--bench', given.benchFile, '--out', given.out);
    expect(told.code, told.output).to.equal(65);
    const places = new Set(told.output.match(/^\S+declaration\.yaml:\d+:\d+ /gm));
    expect(places.size, told.output).to.equal(50);
  });
});
