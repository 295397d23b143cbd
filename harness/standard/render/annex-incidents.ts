import { facts } from '../../../reports/render/html/table.ts';
import { html, type Html } from '../../../reports/render/html/template.ts';
import type { Incident } from '../../../schemas/types.ts';
import { anchorOf } from './anchors.ts';
import { heading, type Context } from './context.ts';
import { paragraphs, plain } from './markdown.ts';
import { requirementLinks } from './requirement.ts';
import { settingFor } from './setting.ts';

/** What went wrong before, in the order of the years, and which requirements would have caught it. */
export function incidentsPage(context: Context): Html {
  const incidents = [...context.manuscript.incidents].sort((a, b) => a.year - b.year || a.id.localeCompare(b.id));
  return html`<p class="lead prose">
      Real products and what went wrong with them. Each names the requirements that the product would have failed. A
      source marked “not read” was not opened for this edition; the fact was carried over from a summary.
    </p>
    ${incidents.map((incident) => incidentOf(context, incident))}`;
}

function incidentOf(context: Context, incident: Incident): Html {
  const { id, product, kind, year, flaw, harm, authority, caughtBy, sources } = incident;
  const anchor = anchorOf('incident', id);
  const prose = (text: string) => html`<div class="prose">${paragraphs(text, settingFor(context))}</div>`;
  return html`<article class="item" aria-labelledby="${anchor}">
    ${heading(context, { depth: 2, id: anchor }, plain(product), `, ${year}`)}
    ${kind !== undefined && html`<p class="question">${plain(kind)}</p>`}
    ${facts([
      ['What was wrong', prose(flaw)],
      ['The harm', prose(harm)],
      ['What was done', prose(authority)],
      ['Caught by', requirementLinks(context, caughtBy)],
      ['Sources', sourcesOf(sources)],
    ])}
  </article> `;
}

const sourcesOf = (sources: Incident['sources']): Html =>
  html`<ul class="plain">
    ${sources.map(({ name, read }) => html`<li>${plain(name)} <small>${read ? 'read' : 'not read'}</small></li>`)}
  </ul>`;
