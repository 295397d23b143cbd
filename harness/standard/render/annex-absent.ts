import { html, type Html } from '../../../reports/render/html/template.ts';
import { facts } from '../../../reports/render/html/table.ts';
import type { Absent } from './manuscript.ts';
import { heading, link, type Context } from './context.ts';
import { paragraphs } from './markdown.ts';
import { settingFor } from './setting.ts';

const whyWords: Readonly<Record<Absent['why'], string>> = {
  withdrawn: 'Withdrawn',
  superseded: 'Superseded by a stricter requirement',
  'left-out': 'Not part of this edition',
};

/** Requirements that this edition does not select. An id never changes meaning, so theirs stay known. */
export function absentPage(context: Context): Html {
  return html`<p class="lead prose">
      An id never changes its meaning and is never used again. These requirements exist and bind nobody in this edition.
    </p>
    ${context.manuscript.absent.map((absent) => absentOf(context, absent))}`;
}

function absentOf(context: Context, { requirement, why }: Absent): Html {
  const { id, title, statement, withdrawn } = requirement;
  const { provisions } = context.manuscript;
  const successor = provisions.find((provision) => provision.requirement.supersedes === id)?.requirement.id;
  const setting = settingFor(context, { requirement, level: requirement.level, limits: requirement.limits ?? {} });
  return html`<article class="item" aria-labelledby="${id}">
    ${heading(context, { depth: 2, id }, html`${title} <span class="id">${id}</span>`)}
    ${facts([
      ['State', whyWords[why]],
      ['Now', successor === undefined ? undefined : link(context, successor, successor)],
      ['Because', withdrawn === undefined ? undefined : paragraphs(withdrawn.because, setting)],
      ['It said', html`<div class="prose">${paragraphs(statement, setting)}</div>`],
    ])}
  </article> `;
}
