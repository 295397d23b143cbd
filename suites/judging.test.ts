import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Observations } from '../schemas/types.ts';
import { judging, type JudgingInput } from './judging.ts';
import {
  answer,
  eachRow,
  evidence,
  expect as claim,
  inconclusive,
  inTime,
  limit,
  limitWord,
  wholeEvidence,
} from './vocabulary.ts';

const ports = {
  complete: true,
  scans: [],
  tcp: [
    { id: 'a', port: 443 },
    { id: 'b', port: 5555 },
  ],
  udp: [],
  baseline: [],
};
const base: JudgingInput = {
  evidence: { 'open-ports': ports } as unknown as Partial<Observations>,
  missing: {},
  digests: { 'open-ports': ['sha256:two', 'sha256:one'] },
  limits: { 'NET-9': { most: 3, word: 'open' } },
};

function judge(body: () => unknown, input: Partial<JudgingInput> = {}) {
  judging.lay({ ...base, ...input });
  judging.begin('NET-9-1');
  return judging.settle(body);
}

const path = (claim: unknown, names: string) =>
  names.split('.').reduce((step, name) => (step as Record<string, unknown>)[name], claim);

const good = () => {
  claim(evidence('open-ports').complete).to.equal(true);
};

describe('the laws of judging', () => {
  it('a claim about evidence that was cut passes nothing, and still fails', () => {
    const input = { evidence: { 'open-ports': { ...ports, whole: false } } as unknown as Partial<Observations> };
    expect(judge(good, input)).to.deep.include({
      verdict: 'inconclusive',
      reason: 'evidence-insufficient',
      detail: 'open-ports: a bound was reached or a page did not answer, so that some of it was not seen',
    });
    expect(judge(() => claim(evidence('open-ports').tcp.length).to.equal(0), input).verdict).to.equal('fail');
    const whole = { evidence: { 'open-ports': { ...ports, whole: true } } as unknown as Partial<Observations> };
    expect(judge(good, whole).verdict).to.equal('pass');
  });

  it('a true claim about evidence passes, and names the observations it read', () => {
    expect(judge(good)).to.deep.include({ verdict: 'pass', evidence: ['sha256:one', 'sha256:two'] });
  });

  it('only a failed assertion blames the product', () => {
    const judgement = judge(() => claim(evidence('open-ports').tcp.length, 'ports').to.equal(0));
    expect(judgement).to.deep.include({ verdict: 'fail', finding: 'ports (asked: 0; observed: 2)' });
  });

  const undecided: readonly (readonly [string, () => unknown, string])[] = [
    ['reading nothing', () => claim(1).to.equal(1), 'vacuous'],
    ['asserting nothing', () => evidence('open-ports'), 'vacuous'],
    ['a loop over nothing', () => eachRow(evidence('open-ports').udp, () => claim(1).to.equal(2)), 'vacuous'],
    ['a row that asserts nothing', () => eachRow(evidence('open-ports').tcp, () => undefined), 'vacuous'],
    ['evidence that is not there', () => evidence('documents'), 'evidence-missing'],
    ['evidence that cannot answer', () => inconclusive('too dark'), 'evidence-insufficient'],
    ['a crash in the spec', () => (evidence('open-ports') as unknown as { no: { such: 1 } }).no.such, 'spec-crashed'],
    ['an unknown limit', () => limit('none'), 'spec-crashed'],
    ['a limit that is a word where a number is meant', () => limit('word'), 'spec-crashed'],
    ['a spec that would wait', () => Promise.resolve(1), 'spec-crashed'],
    ['a misspelt claim', () => path(claim(1), 'to.be.flase'), 'spec-crashed'],
    ['a misspelt step of a claim', () => path(claim(1), 'to.bee.false'), 'spec-crashed'],
    ['a claim that is not called', () => path(claim([]), 'to.be.an.flase'), 'spec-crashed'],
    ['a claim after one that takes a value', () => path(claim(1), 'to.equal.flase'), 'spec-crashed'],
    ['an unanswered question', () => answer('seen'), 'evidence-missing'],
  ];
  for (const [name, body, reason] of undecided)
    it(`${name} is inconclusive: ${reason}`, () => {
      expect(judge(body)).to.deep.include({ verdict: 'inconclusive', reason });
    });

  it('an empty table passes where the spec says why, and the judgement repeats it', () => {
    const judgement = judge(() => eachRow(evidence('open-ports').udp, () => undefined, { empty: 'nothing answered' }));
    expect(judgement).to.deep.include({ verdict: 'pass', grounds: 'nothing answered' });
  });

  it('every row has its own verdict, and the worst one is that of the test case', () => {
    const { verdict, rows, finding } = judge(() =>
      eachRow(evidence('open-ports').tcp, ({ port }) => claim(port, `port ${port}`).to.equal(443)),
    );
    expect({ verdict, rows: rows.map((row) => [row.id, row.verdict]) }).to.deep.equal({
      verdict: 'fail',
      rows: [
        ['a', 'pass'],
        ['b', 'fail'],
      ],
    });
    expect(finding).to.include('port 5555');
  });

  it('a failing row outweighs one that cannot be decided', () => {
    const { verdict } = judge(() => {
      eachRow(evidence('open-ports').tcp, ({ port }) => {
        if (port === 443) inconclusive('dark');
        claim(port).to.equal(443);
      });
    });
    expect(verdict).to.equal('fail');
  });

  it('a failure before a loop is not hidden by rows that pass', () => {
    const { verdict } = judge(() => {
      eachRow(evidence('open-ports').tcp, () => claim(1).to.equal(1));
      claim(1, 'after').to.equal(2);
    });
    expect(verdict).to.equal('fail');
  });

  const missing = { 'open-ports': [{ target: 'unit-2/tcp', testCases: ['NET-9-1'] }] };
  it('a pass that rests on evidence with a gap is inconclusive', () => {
    expect(judge(good, { missing })).to.deep.include({ verdict: 'inconclusive', reason: 'evidence-missing' });
  });

  it('a gap that concerns another test case does not count', () => {
    const elsewhere = { 'open-ports': [{ target: 'unit-2/tcp', testCases: ['NET-8-1'] }] };
    expect(judge(good, { missing: elsewhere }).verdict).to.equal('pass');
  });

  it('a failure stands although something else was not observed', () => {
    expect(judge(() => claim(evidence('open-ports').complete).to.equal(false), { missing }).verdict).to.equal('fail');
  });

  it('what was not looked at cannot be called absent', () => {
    const absent = () => claim(wholeEvidence('open-ports').tcp.map(({ port }) => port)).to.include(80);
    expect(judge(absent).verdict).to.equal('fail');
    expect(judge(absent, { missing })).to.deep.include({ verdict: 'inconclusive', reason: 'evidence-missing' });
  });

  it('silence says nothing where the bench itself was late for more than half of the time, and what to do then', () => {
    const silent =
      (lateMilliseconds?: number, waitedMilliseconds = 4000) =>
      () => {
        const waited = lateMilliseconds === undefined ? undefined : { waitedMilliseconds, lateMilliseconds };
        inTime('open-ports', waited, 'an answer of unit-1');
        claim(evidence('open-ports').complete, 'it answers').to.equal(false);
      };
    for (const punctual of [silent(), silent(0), silent(2000), silent(0, 0), silent(490, 500)])
      expect(judge(punctual).verdict).to.equal('fail');
    const judgement = judge(silent(2040));
    expect(judgement).to.deep.include({ verdict: 'inconclusive', reason: 'evidence-insufficient' });
    expect(judgement.detail).to.match(/late by 2 s of the 4 s .* an answer of unit-1.*--again open-ports$/);
  });

  it('limits are those of the requirement', () => {
    const body = () => claim(evidence('open-ports').tcp.length, limitWord('word')).to.be.at.most(limit('most'));
    expect(judge(body).verdict).to.equal('pass');
    expect(judge(body, { limits: { 'NET-9': { most: 1, word: 'open' } } }).verdict).to.equal('fail');
  });

  it('no test case finds a table as another one left it', () => {
    expect(judge(() => evidence('open-ports').tcp.splice(0)).verdict).to.equal('inconclusive');
    expect(judge(() => claim(evidence('open-ports').tcp).to.have.length(2)).verdict).to.equal('pass');
  });

  it('nothing is carried over from one test case to the next', () => {
    judge(good);
    expect(judge(() => undefined)).to.deep.include({
      verdict: 'inconclusive',
      reason: 'vacuous',
      rows: [],
      evidence: [],
    });
  });
});
