import type { Judgement, Report, ReportRequirement, ReportTestCase } from '../../schemas/types.ts';
import { visible } from './text.ts';
import { judgementsBy } from './view.ts';

/**
 * JUnit XML for continuous integration: a suite per requirement, a case per test case. A failure is a `failure`, an
 * inconclusive verdict an `error`; what does not decide (not selected, or recommended and not met) is `skipped`.
 */
export function renderJunit(report: Report): string {
  const by = judgementsBy(report);
  const suites = report.requirements.map((requirement) => suiteOf(requirement, by));
  const name = attribute(`${report.title} (${report.id})`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name=${name} ${totals(suites.flatMap(({ results }) => results))}>`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>',
    '',
  ].join('\n');
}

type Kind = 'failure' | 'error' | 'skipped' | 'passed';

interface Result {
  readonly kind: Kind;
  readonly message: string;
}

function suiteOf({ id, title, testCases }: ReportRequirement, by: ReadonlyMap<string, Judgement>) {
  const results = testCases.map((testCase) => resultOf(testCase, by.get(testCase.id)));
  const cases = testCases.map((testCase, index) => caseOf(id, testCase, results[index]));
  const xml = [`  <testsuite name=${attribute(`${id} ${title}`)} ${totals(results)}>`, ...cases, '  </testsuite>'];
  return { results, xml: xml.join('\n') };
}

function caseOf(requirement: string, { id, purpose }: ReportTestCase, result: Result | undefined): string {
  const open = `    <testcase classname=${attribute(requirement)} name=${attribute(`${id} ${purpose}`)}`;
  if (result === undefined || result.kind === 'passed') return `${open}/>`;
  return `${open}><${result.kind} message=${attribute(result.message)}/></testcase>`;
}

function resultOf({ selection, because, strength }: ReportTestCase, judgement: Judgement | undefined): Result {
  if (selection !== 'selected') return { kind: 'skipped', message: because ?? selection };
  if (judgement === undefined) return { kind: 'error', message: 'not judged' };
  const { verdict, finding, reason, detail } = judgement;
  if (verdict === 'pass') return { kind: 'passed', message: '' };
  const message = finding ?? [reason, detail].filter((part) => part !== undefined).join(': ');
  if (strength === 'recommended') return { kind: 'skipped', message: `recommended, ${verdict}: ${message}` };
  return { kind: verdict === 'fail' ? 'failure' : 'error', message };
}

function totals(results: readonly Result[]): string {
  const number = (kind: Kind) => results.filter((result) => result.kind === kind).length;
  return `tests="${results.length}" failures="${number('failure')}" errors="${number('error')}" skipped="${number('skipped')}"`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const attribute = (text: string) => `"${visible(text).replace(/[&<>"]/g, (character) => entities[character] ?? '')}"`;
