import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Report } from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';
import { hostileReport } from '../samples/hostile.ts';
import { sampleNames, sampleReport } from '../samples/sample-report.ts';
import { statementOf } from '../sign/statement.ts';
import { renderCsv } from './csv.ts';
import { assessmentResults } from './oscal.fixture.ts';
import { renderOscal } from './oscal.ts';
import { renderTestResult } from './test-result.ts';
import { uuidOf } from './uuid.ts';

const hostile = hostileReport(sampleReport('does-not-conform'));
const reports: readonly (readonly [string, Report])[] = [
  ...sampleNames.map((name) => [name, sampleReport(name)] as const),
  ['hostile', hostile],
];
const idsOf = ({ judgements }: Report) => judgements.map(({ testCase }) => testCase).sort();

interface Results {
  readonly 'assessment-results': {
    readonly 'import-ap': { readonly href: string };
    readonly 'back-matter': { readonly resources: readonly { readonly uuid: string }[] };
    readonly results: readonly [
      {
        readonly observations: readonly { readonly uuid: string; readonly title: string }[];
        readonly findings: readonly {
          readonly target: { readonly 'target-id': string; readonly status: { readonly state: string } };
          readonly 'related-observations': readonly { readonly 'observation-uuid': string }[];
        }[];
      },
    ];
  };
}

describe('OSCAL assessment results', () => {
  const check = new Ajv2020({ allErrors: true, unicodeRegExp: true, strict: false }).compile(assessmentResults);
  const read = (report: Report) => JSON.parse(renderOscal(report)) as Results;

  for (const [name, report] of reports)
    it(`of ${name} have the documented structure`, () => {
      check(read(report));
      expect(check.errors).to.equal(null);
    });

  it('refer only to what is there, each by an identifier of its own', () => {
    const {
      results,
      'back-matter': back,
      'import-ap': plan,
    } = read(sampleReport('does-not-conform'))['assessment-results'];
    const observed = results[0].observations.map(({ uuid }) => uuid);
    const related = results[0].findings.flatMap((one) =>
      one['related-observations'].map((two) => two['observation-uuid']),
    );
    expect(new Set(observed).size).to.equal(observed.length);
    expect([...related].sort()).to.deep.equal([...observed].sort());
    expect(back.resources.map(({ uuid }) => `#${uuid}`)).to.include(plan.href);
  });

  it('hold every judgement, and say satisfied only of what passed', () => {
    const report = sampleReport('does-not-conform');
    const [result] = read(report)['assessment-results'].results;
    expect(result.observations.map(({ title }) => title).sort()).to.deep.equal(idsOf(report));
    const satisfied = result.findings.filter((one) => one.target.status.state === 'satisfied');
    const passed = report.requirements.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id);
    expect(satisfied.map((one) => one.target['target-id']).sort()).to.deep.equal([...passed].sort());
  });

  it('are the same bytes every time, and other identifiers for another report', () => {
    expect(renderOscal(hostile)).to.equal(renderOscal(hostile));
    expect(uuidOf('a'))
      .to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-5/)
      .and.not.equal(uuidOf('b'));
  });
});

describe('an in-toto test result', () => {
  const outcomes = { conforms: 'PASSED', 'does-not-conform': 'FAILED', inconclusive: 'WARNED' } as const;
  for (const name of sampleNames)
    it(`of ${name} says ${outcomes[name]} and names every judged test case once`, () => {
      const report = sampleReport(name);
      const { predicate, subject } = JSON.parse(renderTestResult(report)) as {
        predicate: Record<string, string[]> & { result: string };
        subject: unknown;
      };
      expect(predicate.result).to.equal(outcomes[name]);
      const all = ['passedTests', 'warnedTests', 'failedTests'].flatMap((kind) => predicate[kind] ?? []);
      expect(all.sort()).to.deep.equal(idsOf(report));
      expect(predicate['failedTests']?.length === 0).to.equal(name !== 'does-not-conform');
      expect(subject).to.deep.equal(statementOf(report).subject);
    });

  it('is no report to our own verifier', () => {
    const text = renderTestResult(sampleReport('conforms'));
    expect(validate('statement', JSON.parse(text))).to.not.deep.equal([]);
  });
});

describe('CSV', () => {
  for (const [name, report] of reports)
    it(`of ${name} reads back as a table that holds every judgement and row`, () => {
      const [header, ...lines] = parse(renderCsv(report));
      expect(header).to.have.length(12);
      expect(lines.every((cells) => cells.length === 12)).to.equal(true);
      const judged = lines.filter((cells) => cells[8] === '' && cells[9] !== 'not-tested' && cells[4] !== '');
      expect(judged.map((cells) => cells[4]).sort()).to.deep.equal(idsOf(report));
      const rows = report.judgements.reduce((sum, judgement) => sum + judgement.rows.length, 0);
      expect(lines.filter((cells) => cells[8] !== '')).to.have.length(rows);
    });

  it('holds nothing that a spreadsheet computes, and no control characters', () => {
    const report = structuredClone(sampleReport('does-not-conform'));
    const texts = [
      '=cmd|calc',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      ' =1',
      '\uff1d1',
      '"quoted", and so on',
      'two\nlines',
    ];
    const [first] = report.requirements;
    for (const title of texts) {
      Object.assign(first ?? {}, { title });
      const text = renderCsv(report);
      expect(
        parse(text)
          .flat()
          .filter((value) => /^(?:[\t\r]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/.test(value)),
        title,
      ).to.deep.equal([]);
      expect(text.replaceAll('\r\n', '')).to.not.match(/[\u0000-\u001f]/);
    }
  });
});

// RFC 4180 as another reader has it: fields in quotes, two quotes for one, lines end in CRLF.
function parse(text: string): readonly (readonly string[])[] {
  return text
    .trimEnd()
    .split('\r\n')
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, value = '']) => value.replaceAll('""', '"')));
}
