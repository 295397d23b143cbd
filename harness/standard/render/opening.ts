import { facts } from '../../../reports/render/html/table.ts';
import { html, type Html } from '../../../reports/render/html/template.ts';
import { count, day, listed } from '../../../reports/render/text.ts';
import type { Edition } from '../../../schemas/types.ts';
import { link, type Context } from './context.ts';
import { anchorOf } from './anchors.ts';
import type { Manuscript } from './manuscript.ts';
import { paragraphs, plain } from './markdown.ts';
import { settingFor } from './setting.ts';

/** What the document is, in one sentence, and which edition of it. */
export function opening(context: Context): Html {
  const { edition, digest } = context.manuscript;
  const { about, published, follows } = edition;
  return html`<p class="headline">${sizes(context.manuscript)}</p>
    <p class="standing">${standing(edition)}</p>
    ${about !== undefined && html`<div class="prose">${paragraphs(about, settingFor(context))}</div>`}
    ${facts([
      ['Edition', edition.edition],
      ['Status', edition.status],
      ['Published', published === undefined ? undefined : day(published)],
      ['Follows', follows === undefined ? undefined : link(context, anchorOf('edition', follows), plain(follows))],
      ['Levels', 'basic, substantial and high; each includes the ones before'],
      ['Digest', html`<code class="digest">${digest}</code>`],
    ])}`;
}

/** What a reader may rest on this edition. */
export function standing({ status, edition }: Edition): string {
  if (status === 'published') return `Edition ${edition} is published and does not change.`;
  if (status === 'withdrawn') return `Edition ${edition} is withdrawn. No new report is made under it.`;
  return `Edition ${edition} is a draft. It may change at any time, and no certificate rests on it.`;
}

function sizes({ provisions }: Manuscript): string {
  const requirements = provisions.map(({ requirement }) => requirement);
  const tests = requirements.reduce((sum, { testCases }) => sum + testCases.length, 0);
  const pending = requirements.reduce((sum, one) => sum + (one.pending?.length ?? 0), 0);
  const recommended = requirements.filter(({ strength }) => strength === 'recommended').length;
  const asks = `What a connected toy must do to be safe company for a child: ${count(requirements.length, 'requirement')}`;
  const parts = [
    ...(recommended > 0 ? [`${recommended} of them recommended`] : []),
    `told by ${count(tests + pending, 'test case')}`,
    ...(pending > 0 ? [`of which ${pending} cannot be run yet`] : []),
  ];
  return `${asks}, ${listed(parts).replace(' and of which', ', of which')}.`;
}
