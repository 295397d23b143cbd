import { html, type Html } from '../../../reports/render/html/template.ts';
import { facts } from '../../../reports/render/html/table.ts';
import { isAmong } from '../../../schemas/read-standard.ts';
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

// The editions that do select it, so that a reader finds what is to come.
function holders({ manuscript }: Context, id: string): string | undefined {
  const names = manuscript.editions
    .filter(({ requirements, except = [] }) =>
      requirements === 'all' ? !isAmong(except, id) : requirements.some((entry) => entry.id === id),
    )
    .map(({ edition }) => `edition ${edition}`);
  return names.length === 0 ? undefined : names.join(', ');
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
      ['In', why === 'left-out' ? holders(context, id) : undefined],
      ['Now', successor === undefined ? undefined : link(context, successor, successor)],
      ['Because', withdrawn === undefined ? undefined : paragraphs(withdrawn.because, setting)],
      [why === 'left-out' ? 'It says' : 'It said', html`<div class="prose">${paragraphs(statement, setting)}</div>`],
    ])}
  </article> `;
}
