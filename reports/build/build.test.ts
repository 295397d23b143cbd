import { expect } from 'chai';
import { describe, it } from 'mocha';
import { canonicalJson, digestOf } from '../../schemas/canonical-json.ts';
import { UserError } from '../../schemas/problem.ts';
import type { Judgement, Report, ReportRequirement } from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';
import { sampleInput, sampleNames, sampleReport } from '../samples/sample-report.ts';
import { outcomeOf, verdictOf, type RequirementVerdict } from './aggregate.ts';
import { build, type ReportInput } from './build.ts';

type Case = readonly [
  name: string,
  strength: 'mandatory' | 'recommended',
  cases: readonly string[],
  verdict: RequirementVerdict,
];

// A test case is written as selection or verdict; a trailing ~ makes it a recommended one.
const requirements: readonly Case[] = [
  ['one pass', 'mandatory', ['pass'], 'pass'],
  ['the worst of three', 'mandatory', ['pass', 'fail', 'inconclusive'], 'fail'],
  ['inconclusive over pass', 'mandatory', ['pass', 'inconclusive'], 'inconclusive'],
  ['a failing recommended test case does not count', 'mandatory', ['pass', 'fail~'], 'pass'],
  ['a mandatory requirement with nothing mandatory tested', 'mandatory', ['not-tested', 'pass~'], 'not-tested'],
  ['in a recommended requirement all count', 'recommended', ['pass~', 'fail~'], 'fail'],
  ['a test case that waits does not hide a pass', 'mandatory', ['pass', 'not-tested'], 'pass'],
  ['only test cases that wait', 'mandatory', ['not-tested', 'not-tested'], 'not-tested'],
  ['only test cases that do not apply', 'mandatory', ['not-applicable'], 'not-applicable'],
  ['a selected test case without a judgement', 'mandatory', ['pass', 'selected'], 'inconclusive'],
  ['no test case at all', 'mandatory', [], 'not-tested'],
];

const outcomes: readonly (readonly [
  name: string,
  verdicts: readonly string[],
  only: readonly string[],
  outcome: string,
])[] = [
  ['all pass', ['pass', 'pass'], [], 'conforms'],
  ['one fails', ['pass', 'fail', 'inconclusive'], [], 'does-not-conform'],
  ['one is inconclusive', ['pass', 'inconclusive'], [], 'inconclusive'],
  ['a recommended one fails', ['pass', 'fail~'], [], 'conforms'],
  ['some do not apply and some wait', ['pass', 'not-applicable', 'not-tested'], [], 'conforms'],
  ['nothing passes', ['not-applicable', 'not-tested', 'pass~'], [], 'inconclusive'],
  ['all pass in a part of the edition', ['pass'], ['NET'], 'inconclusive'],
  ['one fails in a part of the edition', ['fail'], ['NET'], 'does-not-conform'],
];

const strengthOf = (word: string) => (word.endsWith('~') ? ('recommended' as const) : ('mandatory' as const));

describe('aggregate', () => {
  for (const [name, strength, cases, verdict] of requirements)
    it(`weighs ${name}: ${verdict}`, () => {
      const words = cases.map((word) => word.replace('~', ''));
      const judged = words.map((word, index) => ({ testCase: `NET-1-${index + 1}`, verdict: word }));
      const testCases = words.map((word, index) => ({
        id: `NET-1-${index + 1}`,
        strength: strengthOf(cases[index] ?? ''),
        selection: word.startsWith('not-') ? word : 'selected',
      }));
      const judgements = judged.filter(({ verdict: word }) => ['pass', 'fail', 'inconclusive'].includes(word));
      const requirement = { selection: 'selected', strength, testCases } as unknown as ReportRequirement;
      expect(verdictOf(requirement, judgements as unknown as Judgement[])).to.equal(verdict);
    });

  for (const [name, verdicts, only, outcome] of outcomes)
    it(`concludes where ${name}: ${outcome}`, () => {
      const weighed = verdicts.map((word) => ({ strength: strengthOf(word), verdict: word.replace('~', '') }));
      expect(outcomeOf(weighed as ReportRequirement[], only)).to.equal(outcome);
    });
});

describe('build', () => {
  for (const name of sampleNames)
    it(`makes a report that ${name} and fits its schema`, () => {
      const report = sampleReport(name);
      expect(validate('report', report)).to.deep.equal([]);
      expect(report.outcome).to.equal(name);
    });

  it('gives the same bytes for the same input and changes nothing of it', () => {
    const input = sampleInput('does-not-conform');
    const before = canonicalJson({ ...input, standard: undefined });
    expect(canonicalJson(build(input))).to.equal(canonicalJson(build(input)));
    expect(canonicalJson({ ...input, standard: undefined })).to.equal(before);
  });

  it('keeps names of people, radio addresses and contacts out', () => {
    const input = sampleInput('conforms');
    const { value, digest } = input.declaration;
    const units = value.product.units.map((unit) => ({ ...unit, radioAddresses: ['02:00:5e:00:53:01'] }));
    const product = { ...value.product, units, contact: 'person@example.example' };
    const text = JSON.stringify(build({ ...input, declaration: { value: { ...value, product }, digest } }));
    expect(text).not.to.match(/A\. Examiner|02:00:5e|person@/);
    expect(text).to.contain('op-1');
  });

  it('holds every requirement of the plan, also those that were not tested, with the reason', () => {
    const { requirements: all } = sampleReport('inconclusive');
    expect(all).to.have.length(11);
    const left = all.flatMap(({ testCases }) => testCases).filter(({ selection }) => selection !== 'selected');
    expect(left.map(({ because }) => because)).to.not.include(undefined);
    expect(all.find(({ id }) => id === 'BT-2')).to.include({ verdict: 'not-applicable' });
    expect(all.find(({ id }) => id === 'NET-5')).to.include({ verdict: 'not-tested', selection: 'above-level' });
  });

  it('puts the numbers of the edition into the statements', () => {
    const { requirements: all } = sampleReport('conforms');
    expect(all.find(({ id }) => id === 'AUTH-4')?.statement).to.contain('at most 10 failed attempts');
  });

  it('shows every attempt, also the one that observed nothing', () => {
    const { attempts } = sampleReport('conforms');
    const tries = attempts.filter(({ task }) => task === 'login-attempts/unit-2');
    expect(tries.map(({ reason, observation }) => reason ?? observation?.slice(0, 6))).to.deep.equal([
      'timed-out',
      'sha256',
    ]);
  });

  it('holds what the laboratory says of deviations from the method, and nothing where it says nothing', () => {
    const input = sampleInput('conforms');
    const deviations = ['unit-2 was tested behind a second router.', 'Example Lab Two provided the recordings.'];
    const report = build({ ...input, issue: { ...input.issue, deviations } });
    expect(report.statements.deviations).to.deep.equal(deviations);
    expect(validate('report', report)).to.deep.equal([]);
    expect(sampleReport('conforms').statements).to.not.have.property('deviations');
  });

  // ISO/IEC 17025:2017, 7.8.2.1: what a report holds for each letter, on its page and for machines.
  const letters: Readonly<Record<string, (report: Report) => unknown>> = {
    'a) a title': ({ title }) => title,
    'b) name and address of the laboratory': ({ laboratory: { name, address } }) => name && address,
    'c) the place of the tests': ({ laboratory: { location, address } }) => location ?? address,
    'd) a unique identification': ({ id }) => id,
    'e) name and address of the customer': ({ customer: { name, address } }) => name && address,
    'f) the method': ({ method, digests }) => method.edition && method.suites && digests.edition && digests.suites,
    'g) the items, their state and what tells them apart': ({ product: { units } }) =>
      units.every(({ serial, condition }) => serial && condition),
    'h) when they were received': ({ product: { units } }) => units.every(({ received }) => received),
    'i) when they were tested': ({ performed }) => performed.startedAt && performed.endedAt,
    'j) the day of issue': ({ issuedAt }) => issuedAt,
    'k) the sampling': ({ statements }) => /sample/.test(statements.sampling),
    'l) that results are of these items only': ({ statements }) => /only to the items tested/.test(statements.items),
    'm) the results': ({ judgements }) => judgements.length > 0,
    'n) deviations, additions and exclusions': ({ statements, exclusions }) => statements.deviations && exclusions,
    'o) who authorised it': ({ authorisedBy }) => authorisedBy,
    'p) what others provided': ({ statements, tools }) => statements.deviations && tools.length > 0,
  };
  for (const [letter, found] of Object.entries(letters))
    it(`has a place for ${letter}`, () => {
      const input = sampleInput('conforms');
      const report = build({ ...input, issue: { ...input.issue, deviations: ['unit-2 was behind a second router.'] } });
      expect(found(report)).to.be.ok;
    });

  it('says what a reader cannot conclude', () => {
    const said = sampleReport('inconclusive').limitations.join('\n');
    expect(said).to.contain('limited the plan to AUTH, NET, AV').and.contain('COMM-3-2').and.contain('portal');
    expect(sampleReport('conforms').limitations.join()).to.not.contain('limited the plan');
  });

  it('carries the reason of the manufacturer for a recommended requirement', () => {
    expect(sampleReport('conforms').requirements.find(({ id }) => id === 'AUTH-6')?.claim).to.contain('firmware 3');
  });

  const strangers: readonly (readonly [string, string, (input: ReportInput) => ReportInput])[] = [
    [
      'of another edition',
      'CONTRADICTION',
      (input) => ({ ...input, standard: { ...input.standard, digest: digestOf('x') } }),
    ],
    [
      'of another declaration',
      'CONTRADICTION',
      (input) => ({ ...input, declaration: { ...input.declaration, digest: digestOf('x') } }),
    ],
    ['of another plan', 'CONTRADICTION', (input) => ({ ...input, plan: { ...input.plan, digest: digestOf('x') } })],
    [
      'authorised by nobody of the bench',
      'FOREIGN_KEY',
      (input) => ({ ...input, issue: { ...input.issue, authorisedBy: 'op-9' } }),
    ],
  ];
  for (const [name, code, change] of strangers)
    it(`refuses documents ${name}`, () => {
      let caught: unknown;
      try {
        build(change(sampleInput('conforms')));
      } catch (error) {
        caught = error;
      }
      expect(caught).to.be.instanceOf(UserError);
      expect((caught as UserError).problems[0]?.code).to.equal(code);
    });
});
