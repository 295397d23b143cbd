import type { Judgement, Report, ReportRequirement, ReportTestCase } from '../../../schemas/types.ts';
import { count, prose } from '../text.ts';
import { groupsOf, judgementsBy, type Group } from '../view.ts';
import { selectionVerdict } from '../words.ts';
import { evidenceOf } from './evidence.ts';
import { saying } from './findings.ts';
import { verdictMark } from './marks.ts';
import { table } from './table.ts';
import { html, type Html, type Insert } from './template.ts';

/** Passing rows beyond this are counted, not named; the report in JSON holds them all. */
const passingRows = 12;
const otherRows = 500;

/** Every requirement that was tested, by group, with its test cases, rows and evidence. */
export function requirementByRequirement(report: Report): Html {
  const by = judgementsBy(report);
  const groups = groupsOf(report).map((group) => groupOf(group, by, report));
  return html`<section aria-labelledby="requirements">
    <h2 id="requirements">Requirement by requirement</h2>
    ${groups}
  </section>`;
}

function groupOf({ code, name, requirements }: Group, by: ReadonlyMap<string, Judgement>, report: Report): Html {
  const applying = requirements.filter(({ selection }) => selection === 'selected');
  const others = requirements.filter(({ selection }) => selection !== 'selected').map(({ id }) => id);
  return html`<section class="group" aria-labelledby="group-${code}">
    <h3 id="group-${code}">${name}</h3>
    ${applying.map((requirement) => requirementOf(requirement, by, report))}
    ${others.length > 0 && html`<p><a href="#not-applied">Not applicable, or from a higher level</a>: ${others.join(', ')}</p>`}
  </section>`;
}

function requirementOf(requirement: ReportRequirement, by: ReadonlyMap<string, Judgement>, report: Report): Html {
  const { id, title, strength, level, statement, verdict, testCases } = requirement;
  const rows = testCases.map((testCase) => testCaseRow(testCase, by.get(testCase.id), report));
  const columns = ['Test case', 'Verdict', 'What was found', 'Evidence'].map((column) => ({ title: column }));
  return html`<article aria-labelledby="${id}">
    <h4 id="${id}"><span class="id">${id}</span> ${title} ${verdictMark(verdict)}</h4>
    <p class="prose">${prose(statement)}</p>
    <p class="level">${strength}, from level ${level}</p>
    ${rows.length > 0 && table({ caption: `Test cases of ${id}`, columns, rows, kind: 'cases' })}
    ${testCases.map(({ id: testCase }) => rowsOf(by.get(testCase)))}
  </article> `;
}

function testCaseRow(testCase: ReportTestCase, judgement: Judgement | undefined, report: Report): readonly Insert[] {
  const { id, purpose, method, selection, because, strength } = testCase;
  const name = html`${id} <span class="purpose">${purpose}</span>
    <small>(${method}${strength === 'recommended' && ', recommended'})</small>`;
  if (selection !== 'selected') return [name, verdictMark(selectionVerdict[selection]), because, '–'];
  if (judgement === undefined) return [name, verdictMark('inconclusive'), 'not judged', '–'];
  const { verdict, grounds } = judgement;
  const found = verdict === 'pass' ? (grounds ?? 'as stated') : saying(judgement);
  return [name, verdictMark(verdict), found, evidenceOf(judgement, report)];
}

// What passed is one paragraph, so that a page shows at once what did not.
function rowsOf(judgement: Judgement | undefined): Html | undefined {
  if (judgement === undefined || judgement.rows.length === 0) return undefined;
  const { testCase, rows } = judgement;
  const others = rows.filter(({ verdict }) => verdict !== 'pass').slice(0, otherRows);
  const passing = rows.filter(({ verdict }) => verdict === 'pass');
  const named = passing.slice(0, passingRows);
  const left = rows.length - others.length - named.length;
  const list = named.map(({ id }, at) => html`${at > 0 && ', '}<code>${id}</code>`);
  return html`${others.length > 0 && tableOf(testCase, others)}
  ${
    passing.length > 0 &&
    html`<p class="passing">
      ${verdictMark('pass')} ${count(passing.length, 'row')} of ${testCase}:
      ${list}${left > 0 && `, and ${left} more, each in the report in JSON and counted in its verdict`}
    </p>`
  }`;
}

const tableOf = (testCase: string, rows: Judgement['rows']): Html =>
  table({
    caption: `Rows of ${testCase} that did not pass`,
    kind: 'rows',
    columns: [{ title: 'Row' }, { title: 'Verdict' }, { title: 'What was found' }],
    rows: rows.map((row) => [html`<code>${row.id}</code>`, verdictMark(row.verdict), saying(row)]),
  });
