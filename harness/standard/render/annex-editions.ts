import { facts, table } from '../../../reports/render/html/table.ts';
import { html, type Html, type Insert } from '../../../reports/render/html/template.ts';
import { day } from '../../../reports/render/text.ts';
import { isAmong } from '../../../schemas/read-standard.ts';
import type { Edition } from '../../../schemas/types.ts';
import { anchorOf } from './anchors.ts';
import { heading, link, type Context } from './context.ts';
import { paragraphs, plain } from './markdown.ts';
import { requirementLinks } from './requirement.ts';
import { settingFor } from './setting.ts';

/** Every edition, with what it selects and sets. */
export function editionsPage(context: Context): Html {
  return html`<p class="lead prose">
      An edition selects requirements with their levels and limits. A published one is frozen by digests; a report names
      the edition it was made under.
    </p>
    ${context.manuscript.editions.map((edition) => editionOf(context, edition))}`;
}

function editionOf(context: Context, edition: Edition): Html {
  const { about, published, follows, transition, except = [], adjustments = [] } = edition;
  const anchor = anchorOf('edition', edition.edition);
  const shown = edition.edition === context.manuscript.edition.edition;
  return html`<section class="item" aria-labelledby="${anchor}">
    ${heading(context, { depth: 2, id: anchor }, plain(edition.title), `, ${edition.edition}`)}
    ${about !== undefined && html`<div class="prose">${paragraphs(about, settingFor(context))}</div>`}
    ${facts([
      ['Status', `${edition.status}${shown ? '; this document shows it' : ''}`],
      ['Published', published === undefined ? undefined : day(published)],
      ['Selects', selection(edition)],
      ['Follows', follows === undefined ? undefined : link(context, anchorOf('edition', follows), plain(follows))],
      ['Leaves out', except.length > 0 ? requirementLinks(context, leftOut(context, except)) : undefined],
      ['Certificates', transition === undefined ? undefined : transitionOf(transition)],
    ])}
    ${adjustments.length > 0 && adjusted(context, adjustments)}
  </section> `;
}

// A group that is left out stands for each of its requirements.
const leftOut = ({ manuscript }: Context, names: readonly string[]): readonly string[] =>
  [...manuscript.provisions, ...manuscript.absent]
    .map(({ requirement }) => requirement.id)
    .filter((id) => isAmong(names, id));

const selection = ({ requirements }: Edition): string =>
  requirements === 'all'
    ? 'every requirement that is neither withdrawn nor superseded'
    : `${requirements.length} requirements, each with its level`;

const transitionOf = ({ certificatesOf, validUntil }: NonNullable<Edition['transition']>): string =>
  `of edition ${plain(certificatesOf)} stay valid until ${day(validUntil)} at the latest`;

function adjusted(context: Context, adjustments: NonNullable<Edition['adjustments']>): Html {
  return table({
    caption: 'What the edition sets otherwise than the requirements themselves',
    columns: [{ title: 'Requirement' }, { title: 'Level' }, { title: 'Limits' }, { title: 'Because' }],
    rows: adjustments.map(({ id, level, limits = {}, because }) => [
      link(context, id, id),
      level ?? '–',
      limitsOf(limits),
      because === undefined ? '–' : plain(because),
    ]),
  });
}

function limitsOf(limits: Readonly<Record<string, number | string>>): Insert {
  const names = Object.entries(limits);
  return names.length === 0 ? '–' : names.map(([name, value]) => html`<code>${name}</code> ${String(value)} `);
}
