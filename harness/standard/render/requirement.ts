import { facts } from '../../../reports/render/html/table.ts';
import { html, type Html, type Insert } from '../../../reports/render/html/template.ts';
import { reviewState } from '../../../schemas/statement-digest.ts';
import { appliesSentence } from './applies.ts';
import { heading, joined, link, type Context } from './context.ts';
import type { Provision } from './manuscript.ts';
import { paragraphs, phrase } from './markdown.ts';
import { elsewhere, incidentsOf, limitsOf } from './requirement-beside.ts';
import { failures } from './requirement-failures.ts';
import { testsOf } from './requirement-tests.ts';
import { settingFor } from './setting.ts';
import { levelWords, strengthWords } from './words.ts';

/** One requirement: what it asks, of whom, why, how it is met, and how it is told. Its anchor is its id, for ever. */
export function requirementOf(context: Context, provision: Provision): Html {
  const { requirement } = provision;
  const { id, title, statement, rationale, guidance } = requirement;
  const setting = settingFor(context, provision);
  return html`<article class="requirement" aria-labelledby="${id}">
    ${heading(
      context,
      { depth: 2, id },
      html`<span class="clause">${context.numberOf(id)}</span> ${title} <span class="id">${id}</span>`,
    )}
    <div class="statement prose">${paragraphs(statement, { ...setting, normative: true })}</div>
    <p class="terms">${terms(context, provision)}</p>
    ${remarks(context, provision).map((remark) => html`<p class="remark">${remark}</p>`)}
    ${facts([
      ['Limits', limitsOf(provision)],
      ['Why', html`<div class="prose">${paragraphs(rationale, setting)}</div>`],
      ['How to meet it', html`<div class="prose">${paragraphs(guidance.manufacturer, setting)}</div>`],
      ['What an examiner sees', html`<div class="prose">${paragraphs(guidance.examiner, setting)}</div>`],
      ['How it is tested', testsOf(context, provision)],
      ['How a toy fails it', failures(context, requirement)],
      ['Incidents', incidentsOf(context, requirement)],
      ['Elsewhere', elsewhere(context, requirement)],
    ])}
  </article> `;
}

function terms(context: Context, { requirement, level }: Provision): Html {
  const { strength, applies } = requirement;
  return html`${strengthWords[strength]}. It counts ${levelWords[level]}. ${appliesSentence(context, 'It', applies)}`;
}

/** What a reader must know of the requirement's state: not testable yet, suspect, in the place of another. */
function remarks(context: Context, { requirement, because, level }: Provision): readonly Insert[] {
  const { maturity, supersedes, testCases, pending = [] } = requirement;
  const remarks: (Insert | undefined)[] = [
    maturity === 'proposed' && html`<b>Proposed.</b> An edition cannot be published while it holds this requirement.`,
    maturity !== 'proposed' &&
      testCases.length === 0 &&
      html`<b>Not testable yet.</b>
        ${pending.length === 0 ? 'It has no test case.' : 'None of its test cases can be run yet.'}`,
    reviewState(requirement) === 'suspect' &&
      html`<b>Suspect.</b> The statement changed since somebody last read it beside its test cases.`,
    supersedes !== undefined && html`It supersedes ${link(context, supersedes, supersedes)}.`,
    level !== requirement.level &&
      html`By itself it counts ${levelWords[requirement.level]}; this edition sets another level.`,
    because !== undefined && html`${phrase(because, settingFor(context))}`,
  ];
  return remarks.filter((remark) => remark !== undefined && remark !== false);
}

/** Requirements as links, by id. */
export const requirementLinks = (context: Context, ids: readonly string[]): Html =>
  joined(ids.map((id) => link(context, id, id)));
