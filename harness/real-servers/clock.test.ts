import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Report } from '../../schemas/types.ts';
import { scratch } from '../development/peer.ts';
import { toymark, toymarkBy, type Told } from './command-line.ts';
import { writeDocuments } from './line.ts';

// Its policy is easy to read and says little, so that one requirement passes and another fails.
const product = {
  features: ['personal-data'],
  ixit: { documents: [{ id: 'policy', kind: 'privacy-policy', language: 'en', file: 'policy.txt' } as const] },
};

/** Clocks, each by what it says when the true one says `real` and it was read `times` times before. */
const clocks = {
  'ten years ahead': 'real + 3.2e11',
  'at the beginning of 1970': 'real % 1e9',
  'going back a minute at every look': 'real - 60_000 * times',
} as const;

describe('clocks that differ', function () {
  this.timeout(60_000);
  const { folder, remove } = scratch();
  const told = new Map<string, Told>();
  const reports = new Map<string, Report>();

  before(async () => {
    await gather('true', (args) => toymark(...args));
    for (const [name, said] of Object.entries(clocks)) {
      const clock = join(folder, `${name}.mjs`);
      writeFileSync(
        clock,
        `let times = 0;
        const now = Date.now;
        const look = () => { const real = now(); const said = ${said}; times++; return said; };
        globalThis.Date = class extends Date {
          constructor(...given) { if (given.length === 0) super(look()); else super(...given); }
          static now() { return look(); }
        };`,
      );
      await gather(name, (args) => toymarkBy(pathToFileURL(clock).href, ...args));
    }
  });
  after(remove);

  async function gather(name: string, start: (args: readonly string[]) => Promise<Told>): Promise<void> {
    const own = join(folder, name);
    mkdirSync(own);
    writeFileSync(join(own, 'policy.txt'), 'We keep your name. We tell nobody. You can ask us to delete it.');
    const { declarationFile, benchFile } = writeDocuments(product, { address: '127.0.0.1', folder: own });
    const out = join(own, 'run');
    const args = ['run', declarationFile, '--bench', benchFile, '--out', out, '--only', 'CONS-5,CONS-6'];
    told.set(name, await start(args));
    reports.set(name, JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report);
  }

  const reportOf = (name: string) => reports.get(name) ?? expect.fail(`no report ${name}`);
  const verdictsOf = (name: string) => reportOf(name).judgements.map(({ testCase, verdict }) => [testCase, verdict]);
  const withoutOrder = (name: string) => reportOf(name).limitations.filter((said) => said.includes('went back'));

  for (const name of Object.keys(clocks))
    it(`${name}: the run comes to its end with the same verdicts`, () => {
      expect(told.get(name)?.code, told.get(name)?.output).to.equal(1);
      expect(new Set(verdictsOf(name).map(([, verdict]) => verdict))).to.include.keys('pass', 'fail');
      expect(verdictsOf(name)).to.deep.equal(verdictsOf('true'));
    });

  it('are said in the report where the order of times is not the order of the journal', () => {
    expect(withoutOrder('true')).to.be.empty;
    expect(withoutOrder('ten years ahead')).to.be.empty;
    expect(withoutOrder('going back a minute at every look')).to.have.length(1);
  });

  it('never make a duration of less than nothing', () => {
    for (const name of Object.keys(clocks)) {
      expect(told.get(name)?.output, name).to.match(/observed {2}\d+\.\d s/);
      expect(told.get(name)?.output, name).not.to.match(/ -\d+\.\d s/);
      const { performed } = reportOf(name);
      for (const { startedAt, endedAt } of [performed, ...reportOf(name).attempts])
        expect(endedAt >= startedAt, `${name}: from ${startedAt} to ${endedAt}`).to.equal(true);
      const page = readFileSync(join(folder, name, 'run', 'report.html'), 'utf8');
      expect(page.match(/ (?:width|x|y)="-\d+|>-\d+|\bNaN\b|Invalid Date/g), name).to.equal(null);
    }
  });

  it('change nothing of what is judged again, whatever the clock', async () => {
    const name = 'going back a minute at every look';
    const ahead = pathToFileURL(join(folder, 'ten years ahead.mjs')).href;
    const again = await toymarkBy(ahead, 'judge', join(folder, name, 'run'), '--json', '--dry');
    expect(again.code, again.output).to.equal(1);
    const stored = readFileSync(join(folder, name, 'run', 'judgements.json'), 'utf8');
    expect(again.output).to.equal(stored);
  });
});
