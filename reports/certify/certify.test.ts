import { expect } from 'chai';
import { describe, it } from 'mocha';
import { digestOf } from '../../schemas/canonical-json.ts';
import { declared } from '../../schemas/declared.ts';

import type { ReviewRecord } from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';
import { sampleDeclaration } from '../samples/sample-plan.ts';
import { sampleReport } from '../samples/sample-report.ts';
import { certificateOver, trust } from '../verify/certificate.fixture.ts';
import type { Draft } from '../verify/verify.fixture.ts';
import { labelOf, supportEndOf } from './label.ts';
import { openItems, openReview, toLookAt } from './review.ts';
import { unmetRules, type Application } from './rules.ts';
import { termOf } from './term.ts';

const application = (): Draft<Application> =>
  structuredClone({
    report: sampleReport('conforms'),
    policy: trust().policy!,
    body: trust().bodies.find(({ id }) => id === 'body')!,
    module: 'B',
    at: '2026-10-10T09:00:00Z',
    supportEnds: '2031-03-31',
    reviewer: { id: 'rev-1', name: 'R. Reader' },
    decider: { id: 'dec-1', name: 'D. Decider' },
    examiners: [{ id: 'op-1', name: 'A. Examiner' }],
  });

type Case = readonly [name: string, code: string, change: (application: Draft<Application>) => unknown];

const against: readonly Case[] = [
  ['a report that does not conform', 'RESULT', (a) => (a.report = sampleReport('does-not-conform'))],
  ['a report that is not decided', 'RESULT', (a) => (a.report = sampleReport('inconclusive'))],
  ['a self-assessment', 'RESULT', (a) => (a.report.kind = 'self-assessment')],
  ['a report that is too old', 'TERM', (a) => (a.at = '2027-06-03T00:00:00Z')],
  ['a module of another scheme', 'MODULE', (a) => (a.module = 'H')],
  ['a toy without an end of support', 'TERM', (a) => (a.supportEnds = undefined)],
  ['a toy whose support has ended', 'TERM', (a) => (a.supportEnds = '2026-10-09')],
  ['a level beyond the scope of the body', 'SCOPE_LEVEL', (a) => (a.body.levels = ['high'])],
  ['a group beyond the scope of the body', 'SCOPE_GROUP', (a) => (a.body.groups = ['AUTH', 'NET'])],
  [
    'a body that is suspended',
    'LAB_SUSPENDED',
    (a) => (a.body.suspensions = [{ from: '2026-10-01T00:00:00Z', because: 'audit' }]),
  ],
  ['a body that tested', 'INDEPENDENCE', (a) => (a.body.name = 'Example Lab GmbH')],
  ['a body that makes the toy', 'INDEPENDENCE', (a) => (a.body.name = 'Example Toys Ltd')],
  ['a reviewer who examined, by id', 'INDEPENDENCE', (a) => (a.reviewer.id = 'op-1')],
  ['a reviewer who examined, by name', 'INDEPENDENCE', (a) => (a.reviewer.name = 'a  examiner')],
  ['a decider who examined, by name', 'INDEPENDENCE', (a) => (a.decider.name = 'A. EXAMINER')],
  [
    'a decider who made an attempt',
    'INDEPENDENCE',
    (a) => {
      a.report.attempts[0]!.operator = 'dec-1';
    },
  ],
];

describe('certification', () => {
  it('has nothing against what conforms, and lets one person review and decide', () => {
    expect(unmetRules(application())).to.deep.equal([]);
    const one = { id: 'one', name: 'One Person' };
    expect(unmetRules({ ...application(), reviewer: one, decider: one })).to.deep.equal([]);
  });

  for (const [name, code, change] of against)
    it(`is refused to ${name}: ${code}`, () => {
      const draft = application();
      change(draft);
      expect(unmetRules(draft as Application).map((unmet) => unmet.code)).to.deep.equal([code]);
    });

  it('names every rule that stands against it', () => {
    const draft = application();
    draft.module = 'H';
    draft.supportEnds = undefined;
    draft.reviewer.id = 'op-1';
    expect(unmetRules(draft as Application).map(({ code }) => code)).to.deep.equal(['MODULE', 'TERM', 'INDEPENDENCE']);
  });

  it('makes a certificate that fits its schema and holds what ISO/IEC 17065, 7.7.1, asks', () => {
    const report = sampleReport('conforms');
    const made = certificateOver(report, digestOf('report'));
    expect(validate('certificate', made)).to.deep.equal([]);
    expect(made.body).to.include.keys('name', 'address');
    expect([made.holder.name, made.standard.edition, made.level]).to.deep.equal(['Example Toys Ltd', '1.0', 'basic']);
    expect(made.issuedAt >= made.decision.decidedAt).to.equal(true);
    expect(JSON.stringify(made)).to.not.contain('PB100-000017');
    expect(JSON.stringify(made)).to.not.contain('Examiner');
  });
});

describe('the end of a certificate', () => {
  const policy = trust().policy!;
  const ends = { issuedAt: '2026-10-10T09:00:00Z', edition: '1.0', supportEnds: '2035-01-01' };
  const table = [
    ['the longest term of the scheme', {}, { transitions: [] }, '2029-10-09T09:00:00Z', 'scheme-term'],
    ['the end of support', { supportEnds: '2027-03-31' }, {}, '2027-03-31T23:59:59Z', 'support-end'],
    ['the end of the transition', {}, {}, '2029-06-30T23:59:59Z', 'edition-transition'],
    ['no transition of another edition', { edition: '2.0' }, {}, '2029-10-09T09:00:00Z', 'scheme-term'],
  ] as const;
  for (const [name, change, rules, expiresAt, endsBecause] of table)
    it(`is ${name}`, () => {
      const term = termOf({ ...ends, ...change }, { ...policy, ...rules } as typeof policy);
      expect(term).to.deep.equal({ expiresAt, endsBecause });
    });
});

describe('the label', () => {
  const own = (features: Record<string, boolean>, ixit: object) =>
    declared({ ...sampleDeclaration.value, features, ixit });

  it('names ways out, sensors in use, and features without a row', () => {
    const sensors = [
      { id: 'mic', kind: 'microphone', description: 'microphone in the ear' },
      { id: 'spare', kind: 'camera', description: 'camera', unused: 'Not connected' },
    ];
    const label = labelOf(
      own({ wifi: true, 'bluetooth-le': false, microphone: true, location: true }, { sensors }),
      '2031-01-01',
    );
    expect(label.connections).to.deep.equal(['wifi']);
    expect(label.sensors.map(({ kind }) => kind)).to.deep.equal(['microphone', 'location']);
  });

  it('takes the first end of support of any part', () => {
    const support = [
      { id: 'a', firstSale: '2026-01-01', supportEnds: '2031-01-01' },
      { id: 'b', firstSale: '2026-01-01', supportEnds: '2029-01-01' },
    ];
    expect(supportEndOf(own({}, { support }))).to.equal('2029-01-01');
    expect(supportEndOf(own({}, {}))).to.equal(undefined);
  });
});

describe('a review', () => {
  const report = sampleReport('does-not-conform');
  const digest = digestOf('envelope');
  const accepted = () => {
    const record: Draft<ReviewRecord> = structuredClone(openReview(report, digest));
    for (const item of record.items) item.finding = 'accepted';
    return record;
  };

  it('asks for everything that a computer cannot vouch for, each under an id of its own', () => {
    const ids = toLookAt(report).map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(validate('review', openReview(report, digest))).to.deep.equal([]);
    for (const kind of ['people', 'again', 'absent', 'recommended', 'limitation'])
      expect(
        ids.some((id) => id.startsWith(`${kind}/`)),
        kind,
      ).to.equal(true);
  });

  it('is finished once everything is accepted', () => {
    expect(openItems(accepted(), report, digest)).to.deep.equal([]);
    expect(openItems(openReview(report, digest), report, digest)).to.have.length(toLookAt(report).length);
  });

  const spoiled: readonly (readonly [string, RegExp, (record: ReturnType<typeof accepted>) => unknown])[] = [
    ['one item is open', /is open: /, (r) => (r.items[0]!.finding = 'open')],
    [
      'one item is refused',
      /was refused: no photo/,
      (r) => Object.assign(r.items[0]!, { finding: 'refused', note: 'no photo' }),
    ],
    ['one item was taken out', /is not in the review/, (r) => r.items.pop()],
    ['one item says something else', /other words/, (r) => (r.items[0]!.look = 'nothing to see')],
    ['it is of another report', /another report/, (r) => (r.report = digestOf('another'))],
  ];
  for (const [name, sentence, change] of spoiled)
    it(`is not finished where ${name}`, () => {
      const record = accepted();
      change(record);
      const [only, ...more] = openItems(record, report, digest);
      expect(only).to.match(sentence);
      expect(more).to.deep.equal([]);
    });
});
