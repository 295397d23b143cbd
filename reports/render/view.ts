import type { Judgement, Report, ReportRequirement, ReportTestCase } from '../../schemas/types.ts';
import { count, listed } from './text.ts';
import { groupName, partWords, type Verdict } from './words.ts';

/** Requirements of one group, in the order of the edition. */
export interface Group {
  readonly code: string;
  readonly name: string;
  readonly requirements: readonly ReportRequirement[];
}

export function groupsOf({ requirements }: Report): readonly Group[] {
  const codes = [...new Set(requirements.map(({ id }) => codeOf(id)))];
  return codes.map((code) => ({
    code,
    name: groupName(code),
    requirements: requirements.filter(({ id }) => codeOf(id) === code),
  }));
}

/** Mandatory requirements with this verdict, the basic ones first: what every toy must do harms most when it lacks. */
export function mandatory(report: Report, verdict: Verdict): readonly ReportRequirement[] {
  const levels = ['basic', 'substantial', 'high'];
  return report.requirements
    .filter((one) => one.strength === 'mandatory' && one.verdict === verdict)
    .sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
}

/** Recommended requirements that were judged and not met. */
export function unmetRecommended({ requirements }: Report): readonly ReportRequirement[] {
  return requirements.filter(
    ({ strength, verdict }) => strength === 'recommended' && (verdict === 'fail' || verdict === 'inconclusive'),
  );
}

/** Test cases that apply and that no instrument or choice let anybody perform. */
export function waiting({ requirements }: Report): readonly ReportTestCase[] {
  return requirements
    .filter(({ selection }) => selection === 'selected')
    .flatMap(({ testCases }) => testCases.filter(({ selection }) => selection === 'not-tested'));
}

export function judgementsBy({ judgements }: Report): ReadonlyMap<string, Judgement> {
  return new Map(judgements.map((judgement) => [judgement.testCase, judgement]));
}

/** The answer in one sentence that a parent understands. */
export function headline(report: Report): string {
  const { method, outcome } = report;
  const toy = toyOf(report);
  const of = `edition ${method.edition} of the standard, level ${method.level}`;
  const failed = mandatory(report, 'fail').length;
  const open = mandatory(report, 'inconclusive').length;
  const passed = mandatory(report, 'pass').length;
  const all = failed + open + passed;
  if (outcome === 'does-not-conform')
    return `${toy} does not conform to ${of}: ${failed} of ${count(all, 'mandatory requirement')} ${failed === 1 ? 'fails' : 'fail'}.`;
  if (outcome === 'conforms')
    return `${toy} conforms to ${of}: ${all === 1 ? 'the one mandatory requirement tested is' : `all ${all} mandatory requirements tested are`} met.`;
  const whether = `Whether ${toy} conforms to ${of}, is not decided: `;
  const tested = report.exclusions.length === 1 ? 'was tested' : 'were tested';
  if (open > 0)
    return `${whether}nothing fails, and ${open} of ${count(all, 'mandatory requirement')} ${open === 1 ? 'is' : 'are'} inconclusive.`;
  return report.exclusions.length > 0
    ? `${whether}only ${listed(report.exclusions.slice(0, 5))}${report.exclusions.length > 5 ? ' and more' : ''} of it ${tested}.`
    : `${whether}no mandatory requirement could be tested.`;
}

/** What the headline does not say and a careful reader wants to know at once. */
export function remark(report: Report): string | undefined {
  const cases = waiting(report).length;
  const why = report.exclusions.length > 0 ? 'was left out or has' : 'has';
  const performed =
    cases === 1
      ? `that applies ${why} no instrument yet and was`
      : `that apply ${why.replace('was', 'were').replace('has', 'have')} no instrument yet and were`;
  const reserve = cases === 0 ? [] : [`${count(cases, 'test case')} ${performed} not performed.`];
  const self = report.kind === 'self-assessment' ? ['The manufacturer assessed its own product.'] : [];
  const draft =
    report.method.status === 'published'
      ? []
      : [`The edition is ${report.method.status === 'draft' ? 'a draft' : 'withdrawn'}.`];
  const sentences = [...self, ...draft, ...reserve];
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

/** `Pip the Bear (firmware 2.4.1)`. */
function toyOf({ product }: Report): string {
  const part = product.parts.find(({ kind }) => kind === 'firmware') ?? product.parts[0];
  return part === undefined ? product.model : `${product.model} (${partWords[part.kind]} ${part.version})`;
}

const codeOf = (id: string) => id.replace(/-.*$/, '');
