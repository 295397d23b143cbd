import { html, type Html, type Insert } from '../../../reports/render/html/template.ts';
import type { PendingTestCase, Question, TestCase } from '../../../schemas/types.ts';
import { anchorOf } from './anchors.ts';
import { appliesSentence } from './applies.ts';
import { enumerated, heading, link, type Context } from './context.ts';
import { limitNamed } from './limit-named.ts';
import type { Provision } from './manuscript.ts';
import { paragraphs, phrase } from './markdown.ts';
import { settingFor } from './setting.ts';
import { methodWords } from './words.ts';

/** Every test case of a requirement, also those that cannot be run yet. */
export function testsOf(context: Context, provision: Provision): Insert {
  const { testCases, pending = [] } = provision.requirement;
  const tests = [
    ...testCases.map((testCase) => ({ testCase, pending: false })),
    ...pending.map((testCase) => ({ testCase, pending: true })),
  ].sort((a, b) => a.testCase.id.localeCompare(b.testCase.id, 'en', { numeric: true }));
  if (tests.length === 0) return 'No test case is written yet.';
  return tests.map((test) => testOf(context, provision, test));
}

interface Test {
  readonly testCase: TestCase | PendingTestCase;
  readonly pending: boolean;
}

function testOf(context: Context, provision: Provision, { testCase, pending }: Test): Html {
  const { id, purpose, how } = testCase;
  const questions = 'questions' in testCase ? (testCase.questions ?? []) : [];
  return html`<section class="test" aria-labelledby="${id}">
    ${heading(context, { depth: 3, id }, html`<span class="id">${id}</span> ${sentence(purpose)}`)}
    ${pending && html`<p class="remark"><b>Not yet testable.</b> ${missing(context, testCase)}</p>`}
    <p class="by">${by(context, provision, testCase)}</p>
    ${how !== undefined && html`<div class="prose">${paragraphs(how, settingFor(context, provision))}</div>`}
    ${questions.length > 0 && questionsOf(context, provision, questions)}
  </section> `;
}

// Method, instruments, rows, parameters and conditions, one short sentence each.
function by(context: Context, provision: Provision, testCase: Test['testCase']): Insert {
  const { method, evidence, rows, applies, strength } = testCase;
  const where = 'rowsWhere' in testCase ? testCase.rowsWhere : undefined;
  const said: Insert[] = [
    html`By ${methodWords[method]}. Evidence: ${enumerated(evidence.map((kind) => instrument(context, kind)))}.`,
    rows !== undefined && html` ${rowsSentence(rows, where)}`,
    strength !== undefined && strength !== provision.requirement.strength && html` This test case is ${strength}.`,
    applies !== undefined && html` ${appliesSentence(context, 'This test case', applies)}`,
    parameters(provision, testCase),
  ];
  return said;
}

function rowsSentence(rows: string, where: TestCase['rowsWhere']): Html {
  const [source, table] = rows.split('.');
  const of = source === 'product' ? 'the product' : 'the declaration';
  const narrowed = Object.entries(where ?? {}).map(
    ([field, values]) => html`<code>${field}</code> is ${enumerated(values.map(String), 'or')}`,
  );
  return html`One verdict for each row of <code>${table}</code> in
    ${of}${narrowed.length > 0 && html` whose ${enumerated(narrowed)}`}.`;
}

function parameters({ limits }: Provision, { with: given = {} }: Test['testCase']): Insert {
  const entries = Object.entries(given).map(([name, value]) => {
    const limit = typeof value === 'string' ? /^\{([a-z][A-Za-z]*)\}$/.exec(value)?.[1] : undefined;
    return html`<code>${name}</code> ${String(limit === undefined ? value : (limitNamed(limit, limits) ?? value))}`;
  });
  return entries.length > 0 && html` The instruments are given ${enumerated(entries)}.`;
}

function missing({ manuscript }: Context, { evidence }: Test['testCase']): string {
  const built = new Set(manuscript.instruments.filter((one) => one.built).map(({ id }) => id));
  const absent = evidence.filter((kind) => !built.has(kind)).length;
  if (absent === 0) return 'Its suite is not written yet.';
  return absent === 1 ? 'One of its instruments does not exist yet.' : 'Its instruments do not exist yet.';
}

function instrument(context: Context, kind: string): Html {
  const title = context.manuscript.instruments.find(({ id }) => id === kind)?.title ?? kind;
  return link(context, anchorOf('instrument', kind), `${title.slice(0, 1).toLowerCase()}${title.slice(1)}`);
}

function questionsOf(context: Context, provision: Provision, questions: readonly Question[]): Html {
  const setting = settingFor(context, provision);
  return html`<p class="asked">The examiner is asked:</p>
    <ul class="questions">
      ${questions.map((question) => html`<li>${phrase(question.ask, setting)} ${answerOf(question)}</li>`)}
    </ul>`;
}

function answerOf({ choices, number, photo }: Question): Insert {
  const words = Object.values(choices ?? {});
  return html`<small
    >${words.length > 0 && `One of: ${words.join('; ')}. `}${number !== undefined && `A number in ${number.unit}. `}${
      photo !== undefined && `A photograph is ${photo}.`
    }</small
  >`;
}

const sentence = (fact: string): string => fact.slice(0, 1).toUpperCase() + fact.slice(1);
