import { html, type Html } from '../../../reports/render/html/template.ts';
import { count } from '../../../reports/render/text.ts';
import type { DocumentClause, Group } from '../../../schemas/types.ts';
import { anchorOf } from './anchors.ts';
import type { Numbered } from './chapters.ts';
import { leaf, link, type Context } from './context.ts';
import { chapterText, paragraphs } from './markdown.ts';
import { requirementOf } from './requirement.ts';
import { settingFor } from './setting.ts';

/** A clause: scope, how verdicts combine, how certificates age. */
export function clausePage(context: Context, { clause, text, normative }: DocumentClause, number: string): Html {
  const headings = { level: context.top + 1, number, anchor: anchorOf('clause', clause) };
  const shown = chapterText(text, { ...settingFor(context), normative, headings });
  return html`<p class="standing">${normative ? 'Normative' : 'Informative'}</p>
    <div class="prose">${shown}</div>`;
}

/** A group of requirements: what it is about, what it holds, and each requirement. */
export function groupChapter(context: Context, { id, about }: Group, provisions: readonly Numbered[]): Html {
  return html`<div class="lead prose">${paragraphs(about, settingFor(context))}</div>
    <nav class="inside" aria-label="Requirements of group ${id}">
      <p>${count(provisions.length, 'requirement')}</p>
      <ul>
        ${provisions.map(({ number, provision }) => entryOf(context, number, provision))}
      </ul>
    </nav>
    ${provisions.map(({ provision }) => requirementOf(context, provision))}`;
}

/** A line of the contents that leads to a requirement, with what a reader chooses by. */
export function entryOf(context: Context, number: string, { requirement, level }: Numbered['provision']): Html {
  const { id, title, strength, maturity, testCases } = requirement;
  const untestable = maturity === 'proposed' || testCases.length === 0;
  const words = [
    level,
    ...(strength === 'recommended' ? ['recommended'] : []),
    ...(untestable ? ['not testable yet'] : []),
  ];
  return html`<li>
    <span class="clause">${number}</span>
    <span>${link(context, id, title)} <small>${id}, ${words.join(', ')}</small></span
    >${leaf(context, id)}
  </li>`;
}
